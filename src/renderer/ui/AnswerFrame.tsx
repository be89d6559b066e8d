import type { ReactNode } from 'react';
import { errorSentence } from '../lib/error-sentence.ts';
import { text } from '../lib/text.ts';
import type { Answer } from '../lib/use-answer.ts';
import { Button } from './Button.tsx';
import { Notice } from './Notice.tsx';
import { Skeleton } from './Skeleton.tsx';

interface AnswerFrameProps<T> {
  answer: Answer<T>;
  onRetry: () => void;
  children: (data: T) => ReactNode;
}

/** What was asked of a host: on its way, failed with a way on, or there. */
export function AnswerFrame<T>({ answer, onRetry, children }: AnswerFrameProps<T>) {
  if (answer.phase === 'ready') return children(answer.data);
  if (answer.phase === 'failed') {
    return (
      <Notice
        tone="bad"
        action={
          <Button size="small" onClick={onRetry}>
            {text().common.retry}
          </Button>
        }
      >
        {errorSentence(answer.error)}
      </Notice>
    );
  }
  return (
    <div role="status" aria-label={text().common.loading} className="flex flex-col gap-2">
      <Skeleton className="h-12" />
      <Skeleton className="h-12" />
      <Skeleton className="h-12 w-2/3" />
    </div>
  );
}
