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
      className="flex items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (address.trim() !== '') onFind(address.trim());
      }}
    >
      <div className="min-w-0 flex-1">
        <TextField
          label={words.addressLabel}
          placeholder={words.addressPlaceholder}
          aside={<span className="text-text-3 text-xs">{words.addressTitle}</span>}
          inputMode="url"
          spellCheck={false}
          value={address}
          onChange={(event) => setAddress(event.target.value)}
        />
      </div>
      <Button type="submit">{words.addressFind}</Button>
    </form>
  );
}
