import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cruise, type ICruiseOptions, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../support/tempFolder'

const root = fileURLToPath(new URL('../..', import.meta.url))
const require = createRequire(import.meta.url)
const config = require(join(root, '.config/dependency-cruiser.cjs')) as {
  forbidden: IForbiddenRuleType[]
  options: ICruiseOptions
}
const aliases = require(join(root, '.config/aliases.cjs')) as { aliasesIn: (root: string) => Record<string, string> }
const { webpackConfig: _readByTheCommandOnly, ...options } = config.options

/** File → the modules it imports. */
type Tree = Readonly<Record<string, readonly string[]>>

const lawful: Tree = {
  'src-main/contract/index.ts': ['zod'],
  'src-main/contract/supplies.ts': ['zod', '@orpc/contract'],
  'src-main/kernel/money.ts': ['../contract/supplies'],
  'src-main/platform/database/dataSource.ts': ['typeorm', 'sqlite3', 'pg', '../../kernel/money'],
  'src-main/platform/documents/excel.ts': ['exceljs', 'docx', 'node:fs'],
  'src-main/office/people.ts': ['../kernel/money', '../platform/database/dataSource', '../contract/supplies'],
  'src-main/ledgers/supplies/index.ts': ['./service'],
  'src-main/ledgers/supplies/service.ts': [
    'typeorm',
    '../../office/people',
    '../../kernel/money',
    '../../platform/documents/excel'
  ],
  'src-main/ledgers/seals/index.ts': ['../../kernel/money'],
  'src-main/ledgers/index.ts': ['./supplies', './seals'],
  'src-main/hosts/cli/main.ts': ['../../ledgers', '../../office/people'],
  'src-main/hosts/window.ts': ['electron', '../ledgers'],
  'src-main/preload/index.ts': ['electron'],
  'src-main/index.ts': ['electron', './hosts/window'],
  'src-renderer/ui/Panel.ts': ['vue'],
  'src-renderer/api/client.ts': ['@contract', '@contract/supplies'],
  'src-renderer/ledger-kit/list.ts': ['../ui/Panel', '../api/client'],
  'src-renderer/ledgers/supplies/page.ts': ['../../ledger-kit/list'],
  'src-renderer/ledgers/seals/page.ts': ['../../ledger-kit/list'],
  'src-renderer/ledgers/index.ts': ['./supplies/page', './seals/page'],
  'src-renderer/app/main.ts': ['vue', '../ledgers']
}

/** Writes the tree into an empty folder and returns the names of the rules it breaks, each once. */
async function broken(tree: Tree): Promise<string[]> {
  const folder = tempFolder('boundaries')
  for (const [file, imports] of Object.entries(tree)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    const lines = imports.map((from, index) => `import * as part${index} from '${from}'`)
    writeFileSync(
      join(folder, file),
      [...lines, `export const parts = [${imports.map((_, index) => `part${index}`).join(', ')}]`, ''].join('\n')
    )
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  const { output } = await cruise(
    ['src-main', 'src-renderer'],
    { ...options, baseDir: folder, ruleSet: { forbidden: config.forbidden }, validate: true },
    { alias: aliases.aliasesIn(folder) }
  )
  return [...new Set((output as ICruiseResult).summary.violations.map(({ rule }) => rule.name))].sort()
}

/** The lawful tree with one more import. */
const planted = (file: string, ...imports: string[]): Tree => ({
  ...lawful,
  [file]: [...(lawful[file] ?? []), ...imports]
})

const violations: readonly { rule: string; because: string; tree: Tree }[] = [
  {
    rule: 'no-cycles',
    because: 'two files import each other',
    tree: planted('src-main/kernel/money.ts', './quantity')
  },
  {
    rule: 'no-cycles-of-code-between-sockets',
    because: 'the house and what plugs into it run each other',
    tree: {
      ...lawful,
      'src-main/office/house.ts': ['./ledgerModule'],
      'src-main/office/ledgerModule.ts': ['./house']
    }
  },
  { rule: 'resolvable', because: 'a module is not there', tree: planted('src-main/kernel/money.ts', './absent') },
  {
    rule: 'contract-imports-only-zod-and-orpc',
    because: 'the contract imports a library',
    tree: planted('src-main/contract/supplies.ts', 'nzh')
  },
  {
    rule: 'kernel-imports-only-contract',
    because: 'the kernel imports the office',
    tree: planted('src-main/kernel/date.ts', '../office/people')
  },
  {
    rule: 'kernel-is-pure',
    because: 'the kernel imports the database',
    tree: planted('src-main/kernel/date.ts', 'typeorm')
  },
  { rule: 'kernel-is-pure', because: 'the kernel reads files', tree: planted('src-main/kernel/date.ts', 'node:fs') },
  {
    rule: 'office-knows-no-ledger',
    because: 'the office imports a ledger',
    tree: planted('src-main/office/clearance.ts', '../ledgers/supplies')
  },
  {
    rule: 'office-knows-no-ledger',
    because: 'the office imports a host',
    tree: planted('src-main/office/clearance.ts', '../hosts/cli/main')
  },
  {
    rule: 'ledgers-import-what-is-below',
    because: 'a ledger imports a host',
    tree: planted('src-main/ledgers/assets/index.ts', '../../hosts/cli/main')
  },
  {
    rule: 'a-ledger-never-imports-another',
    because: 'seals import supplies',
    tree: planted('src-main/ledgers/seals/index.ts', '../supplies')
  },
  {
    rule: 'a-ledger-never-imports-another',
    because: 'a ledger imports the list of ledgers',
    tree: planted('src-main/ledgers/assets/index.ts', '../index')
  },
  {
    rule: 'platform-knows-no-ledger',
    because: 'the platform imports a ledger',
    tree: planted('src-main/platform/backup/backup.ts', '../../ledgers/supplies')
  },
  {
    rule: 'platform-knows-no-ledger',
    because: 'the platform imports the office',
    tree: planted('src-main/platform/backup/backup.ts', '../../office/people')
  },
  {
    rule: 'preload-hands-over-a-port',
    because: 'the preload imports the kernel',
    tree: planted('src-main/preload/index.ts', '../kernel/money')
  },
  {
    rule: 'only-hosts-and-preload-import-electron',
    because: 'the platform imports electron',
    tree: planted('src-main/platform/session/keys.ts', 'electron')
  },
  {
    rule: 'only-hosts-and-preload-import-electron',
    because: 'the window imports electron',
    tree: planted('src-renderer/api/port.ts', 'electron')
  },
  {
    rule: 'drivers-stay-in-platform-database',
    because: 'a ledger imports a driver',
    tree: planted('src-main/ledgers/seals/index.ts', 'sqlite3')
  },
  {
    rule: 'office-formats-stay-in-platform',
    because: 'a ledger writes a workbook itself',
    tree: planted('src-main/ledgers/seals/index.ts', 'exceljs')
  },
  {
    rule: 'renderer-imports-only-the-contract',
    because: 'the window imports the kernel',
    tree: planted('src-renderer/api/port.ts', '../../src-main/kernel/money')
  },
  {
    rule: 'renderer-has-no-node',
    because: 'the window reads files',
    tree: planted('src-renderer/api/port.ts', 'node:fs')
  },
  {
    rule: 'ui-knows-nothing-of-ours',
    because: 'a plain part imports the contract',
    tree: planted('src-renderer/ui/Panel.ts', '@contract')
  },
  {
    rule: 'ui-knows-nothing-of-ours',
    because: 'a plain part imports the client',
    tree: planted('src-renderer/ui/Panel.ts', '../api/client')
  },
  {
    rule: 'ledger-kit-knows-no-ledger',
    because: 'the kit imports a ledger',
    tree: planted('src-renderer/ledger-kit/form.ts', '../ledgers/seals/page')
  },
  {
    rule: 'a-ledger-window-never-imports-another',
    because: 'supplies import seals',
    tree: planted('src-renderer/ledgers/supplies/form.ts', '../seals/page')
  },
  {
    rule: 'nothing-imports-tests',
    because: 'main imports a test builder',
    tree: planted('src-main/kernel/date.ts', '../../tests/support/aSeal')
  }
]

const withCompanions = (tree: Tree): Tree => ({
  ...tree,
  'src-main/kernel/quantity.ts': Object.values(tree).flat().includes('./quantity') ? ['./money'] : [],
  ...(Object.values(tree).flat().includes('../../tests/support/aSeal') ? { 'tests/support/aSeal.ts': [] } : {})
})

describe('import boundaries', () => {
  it('let every lawful direction through', async () => {
    expect(await broken(lawful)).toEqual([])
  })

  it.each(violations)('$rule: reported when $because', async ({ rule, tree }) => {
    expect(await broken(withCompanions(tree))).toEqual([rule])
  })

  it('are each proven by a planted violation', () => {
    expect(config.forbidden.map(({ name }) => name).sort()).toEqual(
      [...new Set(violations.map(({ rule }) => rule))].sort()
    )
  })

  it('are all errors', () => {
    expect(config.forbidden.filter(({ severity }) => severity !== 'error')).toEqual([])
  })
})
