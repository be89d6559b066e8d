/** The page to read and try the REST surface: three small files, so that the strict content policy holds. */
export const API_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Spaces API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/api-docs/page.css">
<script type="module" src="/api-docs/page.js"></script>
</head>
<body>
<header>
<h1>Spaces API</h1>
<p>Everything an app or a program can ask of this host. The same as a document: <a href="/openapi.json">openapi.json</a></p>
<form id="login">
<label>Display name <input name="displayName" autocomplete="off" value="API reader" maxlength="50"></label>
<button>Get a token</button>
<label>Token <input id="token" autocomplete="off" spellcheck="false"></label>
<span id="login-state" role="status"></span>
</form>
<label>Find <input id="find" type="search" placeholder="rooms, invite, …"></label>
</header>
<main id="operations" aria-label="Operations"><p>Loading …</p></main>
</body>
</html>
`;

export const API_STYLE = `:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 20%, transparent); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; }
header { display: grid; gap: 0.75rem; margin-bottom: 1rem; }
a { color: inherit; }
h1, h2, p { margin: 0; }
h2 { margin-top: 1.5rem; font-size: 1.1rem; }
form { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: end; }
label { display: grid; gap: 0.15rem; font-size: 0.85rem; }
input, textarea, button { font: inherit; padding: 0.4rem 0.6rem; border: 1px solid var(--line); border-radius: 0.4rem; }
textarea { width: 100%; min-height: 8rem; }
code, pre, textarea, #token { font-family: ui-monospace, monospace; font-size: 0.85rem; }
button { cursor: pointer; }
details { border: 1px solid var(--line); border-radius: 0.5rem; margin-top: 0.5rem; }
summary { padding: 0.5rem 0.75rem; cursor: pointer; overflow-wrap: anywhere; }
summary .method { display: inline-block; min-width: 4.5rem; font-weight: 700; }
summary .text { display: block; font-size: 0.9rem; }
.try { display: grid; gap: 0.75rem; padding: 0.75rem; border-top: 1px solid var(--line); }
.try label { width: 100%; }
pre { margin: 0; padding: 0.75rem; overflow: auto; max-height: 24rem; border: 1px solid var(--line); border-radius: 0.4rem; }
:focus-visible { outline: 2px solid; outline-offset: 2px; }
`;

export const API_SCRIPT = `const byId = (id) => document.getElementById(id);

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function exampleOf(schema) {
  if (!schema || typeof schema !== 'object') return null;
  if ('default' in schema) return schema.default;
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return exampleOf(options[0]);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries((schema.required ?? []).map((key) => [key, exampleOf(schema.properties[key])]));
    case 'array':
      return [];
    case 'number':
    case 'integer':
      return schema.minimum ?? 0;
    case 'boolean':
      return true;
    case 'string':
      return 'text';
    default:
      return null;
  }
}

async function send(method, path, body, token) {
  const response = await fetch(path, {
    method,
    headers: {
      ...(token && { authorization: 'Bearer ' + token }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  try {
    return { status: response.status, body: JSON.parse(text) };
  } catch {
    return { status: response.status, body: text };
  }
}

function fillPath(path, parameters, values) {
  const query = new URLSearchParams();
  let filled = path;
  for (const { name, in: place } of parameters) {
    const value = values.get(name).value.trim();
    if (place === 'path') filled = filled.replace('{' + name + '}', encodeURIComponent(value));
    else if (value !== '') query.set(name, value);
  }
  const search = query.toString();
  return search === '' ? filled : filled + '?' + search;
}

function drawForm(method, path, operation) {
  const values = new Map();
  const form = make('form', { className: 'try' });
  for (const parameter of operation.parameters) {
    const input = make('input', { autocomplete: 'off', required: parameter.required });
    values.set(parameter.name, input);
    const note = parameter.required ? '' : ' (optional)';
    form.append(make('label', {}, parameter.in + ': ' + parameter.name + note, input));
  }
  const schema = operation.requestBody?.content['application/json'].schema;
  const body = make('textarea', { spellcheck: false, value: JSON.stringify(exampleOf(schema) ?? {}, null, 2) });
  if (schema) {
    form.append(make('label', {}, 'Body', body));
    const shape = make('details', {}, make('summary', { textContent: 'Schema of the body' }));
    shape.append(make('pre', { textContent: JSON.stringify(schema, null, 2), tabIndex: 0 }));
    form.append(shape);
  }
  const answer = make('pre', { hidden: true, tabIndex: 0 });
  answer.setAttribute('role', 'status');
  form.append(make('button', { textContent: 'Send' }), answer);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    answer.hidden = false;
    answer.textContent = '…';
    const address = fillPath(path, operation.parameters, values);
    try {
      const result = await send(method.toUpperCase(), address, schema ? body.value : undefined, byId('token').value.trim());
      const text = typeof result.body === 'string' ? result.body : JSON.stringify(result.body, null, 2);
      answer.textContent = result.status + '\\n' + text;
    } catch (error) {
      answer.textContent = String(error);
    }
  });
  return form;
}

function drawOperation(method, path, operation) {
  const title = make(
    'summary',
    {},
    make('span', { className: 'method', textContent: method.toUpperCase() }),
    make('code', { textContent: path }),
    make('span', { className: 'text', textContent: operation.summary }),
  );
  const details = make('details', { className: 'operation' }, title);
  details.dataset.words = (method + ' ' + path + ' ' + operation.summary).toLowerCase();
  // Drawn when it is opened: there are many, and few are looked at.
  details.addEventListener('toggle', () => {
    if (details.open && details.childElementCount === 1) details.append(drawForm(method, path, operation));
  });
  return details;
}

function draw(api) {
  const groups = new Map();
  for (const [path, methods] of Object.entries(api.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags[0];
      if (!groups.has(tag)) groups.set(tag, make('section', {}, make('h2', { textContent: tag })));
      groups.get(tag).append(drawOperation(method, path, operation));
    }
  }
  byId('operations').replaceChildren(...groups.values());
}

byId('find').addEventListener('input', (event) => {
  const wanted = event.target.value.trim().toLowerCase();
  for (const details of document.querySelectorAll('.operation')) {
    details.hidden = !details.dataset.words.includes(wanted);
  }
  for (const section of document.querySelectorAll('section')) {
    section.hidden = !section.querySelector('.operation:not([hidden])');
  }
});

byId('login').addEventListener('submit', async (event) => {
  event.preventDefault();
  const displayName = new FormData(event.target).get('displayName');
  const { status, body } = await send('POST', '/api/auth/guest', JSON.stringify({ displayName }));
  if (status === 201) byId('token').value = body.token;
  byId('login-state').textContent = status === 201 ? 'Ready.' : (body.error?.message ?? 'No answer.');
});

send('GET', '/openapi.json').then(({ body }) => draw(body), (error) => {
  byId('operations').textContent = String(error);
});
`;
