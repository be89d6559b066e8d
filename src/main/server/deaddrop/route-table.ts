import type { Route } from './route.ts';

export type Match =
  | { readonly kind: 'route'; readonly route: Route; readonly params: Record<string, string> }
  | { readonly kind: 'wrong-method'; readonly allowed: readonly string[] }
  | { readonly kind: 'without-slash'; readonly path: string }
  | { readonly kind: 'none' };

interface Pattern {
  readonly route: Route;
  readonly segments: readonly string[];
}

function readParams(pattern: readonly string[], segments: readonly string[]): Record<string, string> | null {
  if (pattern.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (expected.startsWith('{')) {
      if (segment === '') return null;
      params[expected.slice(1, -1)] = segment;
    } else if (expected !== segment) return null;
  }
  return params;
}

/** Finds the route of a request; the first that fits in path and method wins. */
export function createRouteTable(routes: readonly Route[]): (method: string, path: string) => Match {
  const patterns: Pattern[] = routes.map((route) => ({ route, segments: route.path.split('/') }));

  function fits(path: string): { route: Route; params: Record<string, string> }[] {
    const segments = path.split('/');
    return patterns.flatMap(({ route, segments: pattern }) => {
      const params = readParams(pattern, segments);
      return params ? [{ route, params }] : [];
    });
  }

  return (method, path) => {
    const found = fits(path);
    const exact = found.find(({ route }) => route.method === method);
    if (exact) return { kind: 'route', ...exact };
    if (found.length > 0) return { kind: 'wrong-method', allowed: found.map(({ route }) => route.method) };
    const trimmed = path.replace(/\/+$/, '');
    if (trimmed !== path && trimmed !== '' && fits(trimmed).length > 0) {
      return { kind: 'without-slash', path: trimmed };
    }
    return { kind: 'none' };
  };
}
