import { text } from '../../lib/text.ts';

export function HowRoomsWork() {
  const { howTitle, how } = text().lobby;
  return (
    <section aria-labelledby="how-title" className="border-line border-t pt-6">
      <h2 id="how-title" className="mb-4 font-semibold text-sm text-text-2">
        {howTitle}
      </h2>
      <ol className="grid gap-x-8 gap-y-4 md:grid-cols-3">
        {how.map((step, index) => (
          <li key={step.title} className="flex gap-3">
            <span
              aria-hidden="true"
              className="flex size-6 shrink-0 items-center justify-center rounded-full bg-accent-soft font-semibold text-accent-text text-xs"
            >
              {index + 1}
            </span>
            <div>
              <h3 className="font-medium text-sm leading-6">{step.title}</h3>
              <p className="text-pretty text-sm text-text-3">{step.body}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
