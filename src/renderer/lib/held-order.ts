import { type FocusEvent, useEffect, useRef, useState } from 'react';

/** The known ones stay where they were; what is new comes behind them. */
export function keepPlaces<Item>(
  items: readonly Item[],
  getKey: (item: Item) => string,
  places: readonly string[],
): readonly Item[] {
  const place = (item: Item) => {
    const index = places.indexOf(getKey(item));
    return index === -1 ? places.length : index;
  };
  return items.toSorted((one, other) => place(one) - place(other));
}

/** The order of before for as long as it is held: nothing moves under the pointer. */
export function useHeldOrder<Item>(
  items: readonly Item[],
  getKey: (item: Item) => string,
  isHeld: boolean,
): readonly Item[] {
  const places = useRef<readonly string[]>([]);
  const ordered = isHeld ? keepPlaces(items, getKey, places.current) : items;
  useEffect(() => {
    places.current = ordered.map(getKey);
  });
  return ordered;
}

/** Whether the pointer or the focus is inside the element that gets `holding`. */
export function useHold() {
  const [isPointedAt, setPointedAt] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  const holding = {
    onPointerEnter: () => setPointedAt(true),
    onPointerLeave: () => setPointedAt(false),
    onFocus: () => setFocus(true),
    // From one thing inside to the next is no leaving.
    onBlur: (event: FocusEvent) => setFocus(event.currentTarget.contains(event.relatedTarget)),
  };
  return { isHeld: isPointedAt || hasFocus, holding };
}
