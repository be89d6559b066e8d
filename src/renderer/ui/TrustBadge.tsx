import { Shield, ShieldCheck } from 'lucide-react';
import { text } from '../lib/text.ts';
import { Badge } from './Badge.tsx';
import { Tooltip } from './Tooltip.tsx';

/** How sure it is that a host is who it says. Nothing for one's own host and in a browser. */
export function TrustBadge({ trust }: { trust: 'code' | 'first-use' | null | undefined }) {
  if (trust === undefined) return null;
  const words = text().network;
  if (trust === 'code') {
    return (
      <Tooltip label={words.verifiedByCodeWhy}>
        <span className="inline-flex">
          <Badge tone="good" icon={<ShieldCheck size={12} aria-hidden />}>
            {words.verifiedByCode}
          </Badge>
        </span>
      </Tooltip>
    );
  }
  return (
    <Tooltip label={words.firstUseWhy}>
      <span className="inline-flex">
        <Badge icon={<Shield size={12} aria-hidden />}>
          {trust === null ? words.notYet : words.firstUse}
        </Badge>
      </span>
    </Tooltip>
  );
}
