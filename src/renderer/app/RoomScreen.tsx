import { useApp } from './app-context.ts';

export function RoomScreen() {
  const view = useApp((state) => state.view);
  if (view.name !== 'room') return null;
  return <p>{view.code}</p>;
}
