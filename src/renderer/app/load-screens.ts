import type { Screens } from './app-store.ts';

/** What people see first. It comes while the host is asked, so the outline can be painted before it is here. */
export async function loadFrontScreens(): Promise<Screens> {
  const [{ LobbyScreen }, { GateScreen }] = await Promise.all([
    import('./LobbyScreen.tsx'),
    import('./GateScreen.tsx'),
  ]);
  return { lobby: LobbyScreen, gate: GateScreen };
}

/** The room's part of the program: not needed at first, wanted right after it. */
export async function loadRoomScreen(): Promise<Screens> {
  const { RoomScreen } = await import('./RoomScreen.tsx');
  return { room: RoomScreen };
}
