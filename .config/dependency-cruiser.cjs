// Who may import whom. Each rule is proven by a planted violation in tests/tooling/boundaries.test.ts.
// One ledger may use office (people, units) and what the contract declares, never another ledger.

const sockets =
  '^src-main/office/(house|ledgerModule|outputs/(outputDefinitions|importDefinition)|approvals/requestDefinition)[.]ts$'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: { pathNot: sockets }, to: { circular: true } },
    {
      name: 'no-cycles-of-code-between-sockets',
      comment: 'The house holds its ledgers and what they plug in is given the house: types may say so, code may not.',
      severity: 'error',
      from: { path: sockets },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^virtual:', '[.](css|svg|png)'] }
    },
    {
      name: 'contract-imports-only-zod-and-orpc',
      comment: 'The contract is published to the renderer.',
      severity: 'error',
      from: { path: '^src-main/contract/' },
      to: { pathNot: '^src-main/contract/|node_modules/(zod|@orpc/contract)/' }
    },
    {
      name: 'kernel-imports-only-contract',
      severity: 'error',
      from: { path: '^src-main/kernel/' },
      to: { path: '^src-', pathNot: '^src-main/(kernel|contract)/' }
    },
    {
      name: 'kernel-is-pure',
      comment: 'No files, no network, no database, no documents: facts in, findings out.',
      severity: 'error',
      from: { path: '^src-main/kernel/' },
      to: {
        path: 'node_modules/(typeorm|sqlite3|pg|exceljs|docx|electron|electron-log|croner)/|^(node:)?(fs|net|http|https|child_process|worker_threads|os)(/|$)'
      }
    },
    {
      name: 'office-knows-no-ledger',
      severity: 'error',
      from: { path: '^src-main/office/' },
      to: { path: '^src-', pathNot: '^src-main/(office|kernel|platform|contract)/' }
    },
    {
      name: 'ledgers-import-what-is-below',
      severity: 'error',
      from: { path: '^src-main/ledgers/' },
      to: { path: '^src-', pathNot: '^src-main/(ledgers|office|kernel|platform|contract)/' }
    },
    {
      name: 'a-ledger-never-imports-another',
      severity: 'error',
      from: { path: '^src-main/ledgers/([^/]+)/' },
      to: { path: '^src-main/ledgers/', pathNot: '^src-main/ledgers/$1/' }
    },
    {
      name: 'platform-knows-no-ledger',
      severity: 'error',
      from: { path: '^src-main/platform/' },
      to: { path: '^src-', pathNot: '^src-main/(platform|kernel|contract)/' }
    },
    {
      name: 'preload-hands-over-a-port',
      severity: 'error',
      from: { path: '^src-main/preload/' },
      to: { path: '^src-', pathNot: '^src-main/(preload|contract)/' }
    },
    {
      name: 'only-hosts-and-preload-import-electron',
      severity: 'error',
      from: { path: '^src-', pathNot: '^src-main/(hosts/|preload/|index\\.ts$)' },
      to: { path: '(^|node_modules/)electron(/|$)' }
    },
    {
      name: 'drivers-stay-in-platform-database',
      severity: 'error',
      from: { path: '^src-', pathNot: '^src-main/platform/database/' },
      to: { path: 'node_modules/(sqlite3|pg)/' }
    },
    {
      name: 'office-formats-stay-in-platform',
      severity: 'error',
      from: { path: '^src-', pathNot: '^src-main/platform/' },
      to: { path: 'node_modules/(exceljs|docx)/' }
    },
    {
      name: 'renderer-imports-only-the-contract',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { path: '^src-main/', pathNot: '^src-main/contract/' }
    },
    {
      name: 'renderer-has-no-node',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { dependencyTypes: ['core'] }
    },
    {
      name: 'ui-knows-nothing-of-ours',
      comment: 'But how dates and numbers are typed, which is said once for windows, imports and the command line.',
      severity: 'error',
      from: { path: '^src-renderer/ui/' },
      to: { path: '^src-', pathNot: '^src-renderer/ui/|^src-main/contract/typed(Date|Text)[.]ts$' }
    },
    {
      name: 'ledger-kit-knows-no-ledger',
      severity: 'error',
      from: { path: '^src-renderer/ledger-kit/' },
      to: { path: '^src-renderer/(ledgers|app)/' }
    },
    {
      name: 'a-ledger-window-never-imports-another',
      severity: 'error',
      from: { path: '^src-renderer/ledgers/([^/]+)/' },
      to: { path: '^src-renderer/ledgers/', pathNot: '^src-renderer/ledgers/$1/' }
    },
    { name: 'nothing-imports-tests', severity: 'error', from: { path: '^src-' }, to: { path: '^tests/' } }
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    webpackConfig: { fileName: '.config/aliases.cjs' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types']
    }
  }
}
