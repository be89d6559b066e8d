import { useState } from 'react';
import { text } from '../../lib/text.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';

/** The way out when discovery does not reach the host: somebody reads its address aloud too. */
export function AddressForm({ onFind }: { onFind: (address: string) => void }) {
  const [address, setAddress] = useState('');
  const words = text().lobby;
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (address.trim() !== '') onFind(address.trim());
      }}
    >
      <p className="text-pretty text-sm text-text-3">{words.addressHint}</p>
      <div className="flex gap-2">
        <div className="min-w-0 flex-1">
          <TextField
            label={words.addressLabel}
            isLabelHidden
            placeholder={words.addressPlaceholder}
            inputMode="url"
            spellCheck={false}
            value={address}
            onChange={(event) => setAddress(event.target.value)}
          />
        </div>
        <Button type="submit">{words.addressFind}</Button>
      </div>
    </form>
  );
}
