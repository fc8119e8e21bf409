/** The walls of the house (ARCHITECTURE.md). A broken one fails the check with its comment. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.tsx?$|/testing(/|\\.ts$)' },
  to: { path: '^(packages|apps|tests)/', pathNot: allowed },
})

module.exports = {
  forbidden: [
    { name: 'no-cycles', comment: 'No cycles.', severity: 'error', from: {}, to: { circular: true } },
    only('domain-alone', '^packages/domain/src', '^packages/domain/src', 'The rules import nothing but themselves.'),
    {
      name: 'domain-no-packages',
      comment: 'The rules depend on no package and no part of Node.',
      severity: 'error',
      from: { path: '^packages/domain/src', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'], pathNot: '^packages/' },
    },
    only(
      'contract',
      '^packages/contract/src',
      '^packages/(contract|domain)/src',
      'The contract imports zod and domain.',
    ),
    only('web', '^apps/web/src', '^(apps/web/src|packages/(contract|domain)/src)', 'The web never imports the server.'),
    only(
      'kernel',
      '^apps/server/src/kernel',
      '^(apps/server/src/kernel|packages/(contract|domain)/src)',
      'The kernel never imports modules.',
    ),
    only(
      'modules',
      '^apps/server/src/modules/([^/]+)/',
      '^(apps/server/src/kernel|packages/(contract|domain)/src|apps/server/src/modules/$1/|apps/server/src/modules/[^/]+/index\\.ts$)',
      'A module reaches another only through its door.',
    ),
    {
      name: 'interop-at-the-edge',
      comment: 'Only compose.ts and the interop itself import interop.',
      severity: 'error',
      from: { path: '^apps/server/src', pathNot: '^apps/server/src/(compose\\.ts|interop/)|\\.test\\.ts$' },
      to: { path: '^apps/server/src/interop/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules)/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'default'],
    },
  },
}
