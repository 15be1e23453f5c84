import type { ImportRow } from '@main/office/outputs/importDefinition'
import type { LedgerModule } from '@main/office/ledgerModule'
import { sheetColumns, sheetRow } from '@main/office/outputs/fieldColumns'
import { notFound } from '@main/kernel/fault'
import { Handover } from '@main/office/entities'

/** What the plain module's records are: things handed over, with a count and an amount. */
export const thingFields = {
  name: { label: '名称', kind: 'text', required: true, synonyms: ['品名'] },
  state: { label: '状态', kind: 'choice', choices: [{ value: 'open', label: '在用' }] },
  unitName: { label: '科室', kind: 'unit', synonyms: ['部门'] },
  keeperName: { label: '保管人', kind: 'person' },
  takenOn: { label: '登记日期', kind: 'date' },
  copies: { label: '份数', kind: 'integer', total: true },
  quantity: { label: '数量', kind: 'quantity', total: true },
  amountCents: { label: '金额', kind: 'money', total: true }
} as const

/** A record of the module that nobody in its tests may read. */
export const foreignRecord = '01900000-0000-7000-8000-00000000ffff'

type Thing = Record<keyof typeof thingFields, string | number | null>

export const aThing = (name: string): Thing => ({
  name,
  state: 'open',
  unitName: '办公室',
  keeperName: null,
  takenOn: '2026-09-01',
  copies: 2,
  quantity: 1500,
  amountCents: 12345
})

/** What the module's commit has been given, newest import last. */
export interface PlainModule extends LedgerModule {
  readonly imported: { readonly row: ImportRow; readonly unitId: string; readonly keeperId: string | undefined }[]
}

/**
 * The smallest ledger there can be: a workbook of two sheets, a form, labels and an import, without tables of its own.
 */
export function plainModule(
  things: readonly Thing[] | (() => AsyncGenerator<Thing>) = [aThing('甲'), aThing('=乙')]
): PlainModule {
  const imported: PlainModule['imported'] = []
  const rows = async function* () {
    for await (const thing of typeof things === 'function' ? things() : things) yield sheetRow(thingFields, thing)
  }
  const sheet = (name: string) => ({
    name,
    shows: 'movements' as const,
    fields: thingFields,
    make: () =>
      Promise.resolve({
        title: `测试局${name}`,
        columns: sheetColumns(thingFields),
        rows: rows(),
        facts: ['口径：在用']
      })
  })
  return {
    id: 'assets',
    keepers: [],
    rules: [],
    entities: [],
    appendOnly: [],
    migrations: [],
    requests: [],
    numbered: [],
    proofs: [],
    workbooks: [
      { id: 'assets.plain', name: '固定资产', access: ['assetClerk'], sheets: [sheet('明细'), sheet('汇总')] }
    ],
    forms: [
      {
        id: 'assets.card',
        name: '资产卡',
        access: {
          who: 'staff',
          mustRead: (_reading, id) => (id === foreignRecord ? Promise.reject(notFound('资产卡')) : Promise.resolve())
        },
        find: (_reading, number) =>
          Promise.resolve(number === 'ZC-2026-000001' ? '01900000-0000-7000-8000-00000000abcd' : undefined),
        make: () =>
          Promise.resolve({
            title: '资产卡',
            number: 'ZC-2026-000001',
            bureau: '测试局',
            blocks: [{ kind: 'facts', facts: [{ label: '名称', value: '甲' }] }]
          })
      }
    ],
    labels: [
      {
        id: 'assets.label',
        name: '资产标签',
        access: ['assetClerk'],
        make: (_reading, ids, layout) =>
          Promise.resolve({
            layout,
            labels: ids.map((_, index) => ({ title: '甲', lines: ['办公室'], number: `ZC-${index}` }))
          })
      }
    ],
    imports: [
      {
        kind: 'things',
        name: '物品',
        fields: thingFields,
        access: ['assetClerk'],
        sums: { copies: 'copies', quantity: 'quantity', amountCents: 'amountCents' },
        unitFields: ['unitName'],
        personFields: ['keeperName'],
        undo: '物品一经登记不能整批撤销',
        check: (_reading, lines) =>
          Promise.resolve(
            lines
              .filter(({ values }) => values['name'] === '次品')
              .map(({ sheet: name, row }) => ({ sheet: name, row, column: '名称', message: '次品不入账' }))
          ),
        commit: async (unit, lines, lookup) => {
          for (const row of lines) {
            if (row.values['name'] === '写不进') throw new Error('the third line cannot be written')
            const unitId = lookup.unitId(String(row.values['unitName']))
            const keeper = row.values['keeperName']
            const keeperId =
              typeof keeper === 'string' ? lookup.personId(keeper, String(row.values['unitName'])) : undefined
            await unit.append(Handover, {
              ...opening,
              number: String(row.values['name']),
              at: unit.now,
              subject: String(row.values['name'])
            })
            imported.push({ row, unitId, keeperId })
          }
        }
      }
    ],
    due: () => Promise.resolve([]),
    heldBy: () => Promise.resolve([]),
    search: () => Promise.resolve([]),
    charts: () => Promise.resolve([]),
    imported
  }
}

const opening = {
  kind: 'receipt',
  ledger: 'assets',
  post: null,
  subjectId: null,
  fromPersonId: null,
  fromName: '期初',
  toPersonId: null,
  toName: '仓库',
  witnessPersonId: null,
  witnessName: null,
  fromDay: null,
  untilDay: null,
  reason: '期初',
  inventory: null
} as const
