import { type ComponentType, useCallback } from 'react';
import type { FiguresQuery, FiguresSource } from '../../lib/figures-source.ts';
import { laterText } from '../../lib/later-text.ts';
import { toFileName } from '../../lib/save-file.ts';
import { useCallAdmin } from './admin-context.ts';

/** R16 for the host: everything on it together, drawn like the figures of a room. */
export function FiguresTab({ Figures }: { Figures: ComponentType<FiguresSource> }) {
  const callAdmin = useCallAdmin();
  const askFigures = useCallback(
    (query: FiguresQuery) => callAdmin({ name: 'adminAnalytics', query }),
    [callAdmin],
  );
  const askFile = useCallback(
    (query: FiguresQuery) => callAdmin({ name: 'adminAnalyticsFile', query }),
    [callAdmin],
  );
  const fileName = toFileName(laterText().analytics.hostTitle, 'csv');
  return <Figures askFigures={askFigures} askFile={askFile} fileName={fileName} />;
}
