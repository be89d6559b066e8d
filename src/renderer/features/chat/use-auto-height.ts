import { type RefObject, useEffect, useLayoutEffect } from 'react';

const LINE_PX = 20;
const PADDING_PX = 20;
const MOST_LINES = 8;

function fitHeight(input: HTMLTextAreaElement): void {
  // It shrinks only when it is measured from scratch.
  input.style.height = '0px';
  const wanted = Math.min(input.scrollHeight, MOST_LINES * LINE_PX + PADDING_PX);
  input.style.height = input.value === '' ? '' : `${wanted}px`;
}

/** A text field as high as its text, up to eight lines. */
export function useAutoHeight(inputRef: RefObject<HTMLTextAreaElement | null>, typed: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text decides the height
  useLayoutEffect(() => {
    if (inputRef.current) fitHeight(inputRef.current);
  }, [typed, inputRef]);

  useEffect(() => {
    const fit = () => {
      if (inputRef.current) fitHeight(inputRef.current);
    };
    window.addEventListener('resize', fit);
    return () => window.removeEventListener('resize', fit);
  }, [inputRef]);
}
