interface Refusal {
  readonly title: string;
  readonly body: string;
}

export const NO_BROWSERS: Refusal = {
  title: 'This host takes no guests in browsers',
  body: 'Open Spaces on this computer and type the room’s code there, or ask whoever runs the host to let browsers in.',
};

export const NO_HTTP: Refusal = {
  title: 'This host takes encrypted connections only',
  body: 'Put https:// in front of the address. The browser will ask once whether you trust this host.',
};

export const NOTHING_HERE: Refusal = {
  title: 'There is nothing at this address',
  body: 'Spaces begins at <a href="/">the start page</a>.',
};

export const BAD_LINK: Refusal = {
  title: 'This link leads to no room',
  body: 'The code of a room has six letters and digits. Ask for the link again, or type the code on <a href="/">the start page</a>.',
};

/** Its style is in the page, which has nothing else: no script, no request, no word that somebody typed. */
export const REFUSAL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

export function buildRefusalPage({ title, body }: Refusal): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Spaces</title>
<style>
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 16px/1.5 system-ui, sans-serif; background: light-dark(#f6f6f8, #15171e); color: light-dark(#15171e, #ececf1); }
  main { max-width: 28rem; margin: 1rem; padding: 2rem; border-radius: 12px; background: light-dark(#fff, #1d2029); border: 1px solid light-dark(#dcdce3, #343846); }
  h1 { margin: 0 0 .5rem; font-size: 1.25rem; line-height: 1.3; }
  p { margin: 0; }
</style>
</head>
<body><main><h1>${title}</h1><p>${body}</p></main></body>
</html>
`;
}

/** For a connection that is refused before any route saw it: pages for people, the usual error for programs. */
export function buildPlainRefusal(requestStart: string): { contentType: string; body: string } {
  if (/^GET \/(spaces[/ ?]|[ ?])/.test(requestStart)) {
    return { contentType: 'text/html; charset=utf-8', body: buildRefusalPage(NO_HTTP) };
  }
  const error = { code: 'NOT_ALLOWED', message: 'This host takes encrypted connections only: use https.' };
  return { contentType: 'application/json; charset=utf-8', body: JSON.stringify({ success: false, error }) };
}
