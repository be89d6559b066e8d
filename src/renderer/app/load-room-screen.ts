/** The room's part of the program: not needed for the first paint, wanted right after it. */
export function loadRoomScreen() {
  return import('./RoomScreen.tsx');
}
