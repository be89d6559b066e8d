import { resolve } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractDepcruiseConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';

const RULES = resolve(import.meta.dirname, '../../.dependency-cruiser.cjs');

export interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

/** Runs the boundary rules over `src` of a project folder and tells how many TypeScript files were really read. */
export async function cruiseSources({
  directory,
}: {
  directory: string;
}): Promise<{ violations: Violation[]; sourceCount: number }> {
  const { options, ...ruleSet } = await extractDepcruiseConfig(RULES);
  const { output } = await cruise(['src'], {
    ...options,
    baseDir: resolve(directory),
    validate: true,
    ruleSet,
  });
  const { modules, summary } = output as ICruiseResult;
  return {
    violations: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
    sourceCount: modules.filter(({ source }) => /^src\/.*[.]tsx?$/.test(source)).length,
  };
}
