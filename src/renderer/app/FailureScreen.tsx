import { RotateCw, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { text } from '../lib/text.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';

export function FailureScreen({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main role="alert" className="flex h-full items-center justify-center">
      <EmptyState
        icon={<TriangleAlert size={20} />}
        title={title}
        action={
          <Button
            look="primary"
            icon={<RotateCw size={16} aria-hidden />}
            onClick={() => window.location.reload()}
          >
            {text().app.reload}
          </Button>
        }
      >
        {children}
      </EmptyState>
    </main>
  );
}
