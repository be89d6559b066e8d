import { PRODUCT_NAME, PROTOCOL_VERSION } from '#shared/contract/version.ts';
import { version } from '../../../../package.json';
import { useBridge } from '../../bridge/use-bridge.ts';
import { text } from '../../lib/text.ts';

export function AboutSection() {
  const { platform } = useBridge();
  const words = text().settings;
  const facts = [
    [words.aboutVersion, `${PRODUCT_NAME} ${version}`],
    [words.aboutProtocol, String(PROTOCOL_VERSION)],
    [words.aboutPlace, platform === 'desktop' ? words.aboutDesktop : words.aboutBrowser],
  ] as const;
  return (
    <>
      <dl className="flex flex-col gap-1 text-sm">
        {facts.map(([name, value]) => (
          <div key={name} className="flex justify-between gap-4">
            <dt className="text-text-3">{name}</dt>
            <dd className="select-text">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="text-sm text-text-2">{words.aboutPrivacy}</p>
    </>
  );
}
