import { Fragment, type KeyboardEvent, useId, useRef, useState } from 'react';
import { joinClasses } from '../lib/class-names.ts';
import {
  type CodeEdit,
  type CodeSlots,
  eraseBackward,
  eraseForward,
  findTyped,
  insertSymbols,
} from '../lib/code-slots.ts';
import { text } from '../lib/text.ts';

interface CodeBoxesProps {
  slots: CodeSlots;
  isInvalid?: boolean;
  isDisabled?: boolean;
  /** Marks the box that is focused when the boxes appear. */
  hasAutoFocus?: boolean;
  describedBy?: string;
  onChange: (slots: CodeSlots) => void;
  onSubmit: () => void;
}

/** Six boxes for a code: one stop for Tab, arrows move inside, a paste in any spelling fills them all. */
export function CodeBoxes(props: CodeBoxesProps) {
  const { slots, isInvalid, isDisabled, hasAutoFocus, describedBy, onChange, onSubmit } = props;
  const name = useId();
  const group = useRef<HTMLFieldSetElement>(null);
  const [current, setCurrent] = useState(0);

  const focusBox = (index: number) => {
    const box = group.current?.querySelectorAll('input')[index];
    box?.focus();
    box?.select();
  };
  const apply = (edit: CodeEdit) => {
    onChange(edit.slots);
    focusBox(edit.focus);
  };
  const handleKeyDown = (event: KeyboardEvent, index: number) => {
    if (event.nativeEvent.isComposing) return;
    const { ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey) return;
    const isRtl = getComputedStyle(event.currentTarget).direction === 'rtl';
    const step = isRtl ? -1 : 1;
    const actions: Readonly<Record<string, () => void>> = {
      Backspace: () => apply(eraseBackward(slots, index)),
      Delete: () => apply(eraseForward(slots, index)),
      ArrowLeft: () => focusBox(Math.max(0, index - step)),
      ArrowRight: () => focusBox(Math.min(slots.length - 1, index + step)),
      Home: () => focusBox(0),
      End: () => focusBox(slots.length - 1),
      Enter: onSubmit,
    };
    const act = actions[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };

  return (
    <fieldset ref={group} aria-describedby={describedBy} className="min-w-0">
      <legend className="sr-only">{text().common.codeGroup}</legend>
      {/* A code reads from left to right in every language. */}
      <div dir="ltr" className="flex items-center gap-1.5 md:gap-2">
        {slots.map((symbol, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the boxes are their positions
          <Fragment key={index}>
            {index === slots.length / 2 && (
              <span aria-hidden="true" className="h-0.5 w-2 shrink-0 rounded-full bg-outline/60" />
            )}
            <input
              // No code has signs in it: keys like ? keep their meaning here.
              data-code-box
              name={`${name}-${index}`}
              aria-label={text().common.codeBox(index + 1)}
              aria-invalid={isInvalid || undefined}
              value={symbol}
              disabled={isDisabled}
              tabIndex={index === current ? 0 : -1}
              // biome-ignore lint/a11y/noAutofocus: typing the code is what the screen is for
              autoFocus={hasAutoFocus === true && index === 0}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              enterKeyHint="go"
              onFocus={(event) => {
                setCurrent(index);
                event.target.select();
              }}
              onKeyDown={(event) => handleKeyDown(event, index)}
              onChange={(event) => apply(insertSymbols(slots, index, findTyped(symbol, event.target.value)))}
              onPaste={(event) => {
                event.preventDefault();
                apply(insertSymbols(slots, index, event.clipboardData.getData('text')));
              }}
              className={joinClasses(
                'aspect-[4/5] w-full min-w-0 max-w-16 rounded-card border bg-surface text-center font-medium font-mono text-text text-xl uppercase caret-accent transition-colors focus-visible:border-ring focus-visible:outline-2 focus-visible:outline-ring focus-visible:outline-offset-0 disabled:opacity-50',
                isInvalid ? 'border-bad-text' : 'border-outline/70',
              )}
            />
          </Fragment>
        ))}
      </div>
    </fieldset>
  );
}
