import {
  assetStates,
  categories,
  classSchemes,
  disposalKinds,
  procurementWays,
  valueKinds,
  ways,
  type AssetCategory,
  type AssetRow
} from '../../../contract/assets'
import { formatMonth } from '../../../contract/display'
import { depreciationLine } from '../../../contract/assets'
import { allRows } from '../../../platform/database/listQuery'
import { rowsWith } from '../../../platform/database/readRows'
import type { Reading } from '../../../office/house'
import type { ExportScope, SheetDefinition } from '../../../office/outputs/outputDefinitions'
import { ownPeriod, periodWords, stateDay } from '../../../office/outputs/filterWords'
import { sheetColumns, sheetRow } from '../../../office/outputs/fieldColumns'
import { stateRows } from '../../../office/outputs/stateRows'
import { addDays } from '../../../kernel/localDate'
import type { CellKind, CellValue, SheetColumn, SheetRow } from '../../../platform/documents/sheetModel'
import { cardReads } from '../cards/rows'
import { classTable } from '../classes/classTable'
import { cardsCharged, monthList, monthRows, newestRun, type Months } from '../depreciation/rows'
import { thingsWords } from '../applying'
import { Asset, AssetAcceptance, RequestLine, Retirement } from '../entities'
import { AST_08 } from '../rules/checking'
import { cardsAsOf, takenOverLater } from './asOf'
import { titled } from './parts'
import { yearOf } from './yearly'

type FinanceCell = readonly [
  heading: string,
  kind: CellKind,
  value: (card: AssetRow, names: { readonly className: string; readonly bureau: string }) => CellValue
]

/** The columns finance's system takes, in its order; life in months. What the ledger does not know stays empty. */
const financeColumns: readonly FinanceCell[] = [
  ['资产编号', 'code', ({ number }) => number],
  ['资产名称', 'text', ({ name }) => name],
  ['业务状态', 'text', ({ state }) => (state === 'gone' ? '已处置' : '正常')],
  ['卡片类型', 'text', ({ category }) => categories[category]],
  ['单位会计科目', 'text', () => '固定资产'],
  ['资产分类', 'text', (_card, { className }) => className],
  [
    '资产分类代码',
    'code',
    ({ classCode, classScheme }) =>
      classScheme === '2022' ? classCode : classCode && `${classCode}（${classSchemes[classScheme]}）`
  ],
  ['资产门类', 'text', ({ category }) => categories[category]],
  ['资产原值(元)', 'money', ({ originalCents }) => originalCents],
  ['累计折旧/摊销(元)', 'money', ({ accumulatedCents }) => accumulatedCents],
  ['数量/面积', 'integer', ({ quantity }) => quantity],
  ['数量计量单位', 'text', ({ measure }) => measure],
  ['财务入账状态', 'text', ({ voucher }) => (voucher ? '已入账' : '未登记凭证')],
  ['记账日期', 'date', ({ enteredOn }) => enteredOn],
  ['记账凭证号', 'code', ({ voucher }) => voucher],
  ['品牌', 'text', ({ brand }) => brand],
  ['规格型号', 'text', ({ spec }) => spec],
  ['存放地点', 'text', ({ place }) => place],
  ['车牌号', 'code', ({ plate }) => plate],
  ['管理部门', 'text', ({ equipmentKind }) => (equipmentKind === 'none' ? '办公室' : '财务审计装备股')],
  ['管理人', 'text', ({ keeperName }) => keeperName],
  ['使用部门', 'text', ({ unitName }) => unitName],
  ['使用人', 'text', ({ userName }) => userName],
  ['创建人', 'text', () => null],
  ['取得方式', 'text', ({ way }) => ways[way]],
  ['折旧/摊销年限(月)', 'integer', ({ lifeMonths }) => lifeMonths],
  ['已提折旧/摊销月数', 'integer', ({ monthsTaken }) => monthsTaken],
  ['清查编号', 'code', () => null],
  ['坐落位置', 'text', ({ category, place }) => (category === 'building' ? place : null)],
  ['项目代码', 'code', () => null],
  ['采购组织形式', 'text', ({ procurementWay }) => (procurementWay ? procurementWays[procurementWay] : null)],
  ['取得日期', 'date', ({ acquiredOn }) => acquiredOn],
  ['资产状态', 'text', ({ state }) => assetStates[state]],
  ['资产用途', 'text', ({ purpose }) => purpose],
  ['价值类型', 'text', ({ valueKind }) => valueKinds[valueKind]]
]

/** Headings as the bureau renamed them: 原名=新名；… */
function renamed(parameter: string): ReadonlyMap<string, string> {
  const pairs = parameter.split(/[;；]/).map((pair) => pair.split('='))
  return new Map(
    pairs.flatMap(([from = '', to = '']) => (from.trim() && to.trim() ? [[from.trim(), to.trim()] as const] : []))
  )
}

const financeSheet: SheetDefinition = {
  name: '财政资产卡片',
  shows: 'state',
  make: async (reading, scope) => {
    const headings = renamed(AST_08.values(reading.book).headings)
    return {
      title: await titled(reading, '财政资产卡片'),
      facts: [
        '按资产门类排列；一个门类导一份的，先在资产列表按类别筛选再导出',
        '年限以月计',
        ...(await takenOverLater(reading, stateDay(scope, reading)))
      ],
      columns: financeColumns.map(([label, kind]): SheetColumn => ({
        key: label,
        label: headings.get(label) ?? label,
        kind,
        ...(kind === 'money' || label === '数量/面积' ? { total: true } : {})
      })),
      rows: financeRows(reading, scope)
    }
  }
}

async function* financeRows(reading: Reading, scope: ExportScope): AsyncGenerator<SheetRow> {
  const { classes } = await classTable(reading.house.resources)
  const states = stateRows(reading, scope, {
    query: cardReads.query(reading),
    list: cardReads.list,
    changing: cardsAsOf.changing,
    searched: cardsAsOf.searched,
    sort: { field: 'category', direction: 'asc' },
    rebuilt: async (cards, day) => cardsAsOf.on(reading, day, await cardReads.rows(reading.manager, cards))
  })
  for await (const cards of states)
    for (const card of cards) {
      const className = card.classScheme === '2022' ? (classes.get(card.classCode ?? '')?.name ?? '') : ''
      yield {
        ...Object.fromEntries(
          financeColumns.map(([label, , value]) => [label, value(card, { className, bureau: '' })])
        ),
        remarks: card.remarks
      }
    }
}

const depreciationSheet: SheetDefinition = {
  name: '折旧',
  shows: 'movements',
  make: async (reading, scope) => {
    const period = yearOf(reading, scope)
    const asked = { from: period.from.slice(0, 7), to: period.to.slice(0, 7) }
    const posted = await newestRun(reading.manager)
    const months = { from: asked.from, to: posted !== null && posted < asked.to ? posted : asked.to }
    const said = [...new Set([asked.from, asked.to])].map(formatMonth).join('至')
    const columns = sheetColumns(depreciationLine.fields, [
      'number',
      'name',
      'originalCents',
      'monthlyCents',
      'monthsTaken',
      'chargedCents',
      'accumulatedCents',
      'netCents'
    ])
    return {
      title: await titled(reading, '固定资产折旧表'),
      ...ownPeriod(scope, period),
      facts: [
        posted === null || posted < asked.from
          ? `本表为${said}的折旧，尚未计提`
          : `本表为${said}的折旧${posted < asked.to ? `（已计提至${formatMonth(posted)}）` : ''}，原值、累计折旧、净值为${formatMonth(months.to)}末数`
      ],
      columns,
      rows: depreciationRows(reading, months)
    }
  }
}

async function* depreciationRows({ manager }: Reading, months: Months): AsyncGenerator<SheetRow> {
  const input = { filters: [], sort: { field: 'number', direction: 'asc' as const } }
  for await (const cards of allRows(cardsCharged(manager, months), monthList, input))
    for (const row of await monthRows(manager, months, cards)) yield sheetRow(depreciationLine.fields, row)
}

const publicColumns: readonly SheetColumn[] = [
  { key: 'period', label: '期间', kind: 'text', width: 12 },
  { key: 'matter', label: '购置（处置）', kind: 'text', width: 7 },
  { key: 'category', label: '类别', kind: 'text', width: 9 },
  { key: 'things', label: '名称', kind: 'text', width: 18 },
  { key: 'quantity', label: '数量', kind: 'integer', total: true },
  { key: 'cents', label: '金额', kind: 'money', total: true },
  { key: 'way', label: '方式', kind: 'text', width: 10 },
  { key: 'document', label: '批准文号', kind: 'code', width: 14 }
]

/** What retirements disposed of, by category. */
async function disposedLines({ manager }: Reading, retirements: readonly Retirement[]) {
  const ids = retirements.map(({ id }) => id)
  const lines = await rowsWith(manager, RequestLine, 'ownerId', ids, { order: { id: 'ASC' } })
  const cards = await rowsWith(
    manager,
    Asset,
    'id',
    lines.map(({ assetId }) => assetId)
  )
  const categoryOf = new Map(cards.map(({ id, category }) => [id, category]))
  return retirements.flatMap((retirement) =>
    (Object.keys(categories) as AssetCategory[]).flatMap((category) => {
      const own = lines.filter(
        ({ ownerId, assetId }) => ownerId === retirement.id && categoryOf.get(assetId) === category
      )
      return own.length > 0 ? [{ retirement, category, lines: own }] : []
    })
  )
}

/** What was bought and disposed of in a period, to be made public. */
const publicSheet: SheetDefinition = {
  name: '资产购置处置公示',
  shows: 'movements',
  make: async (reading, scope) => {
    const from = scope.from ?? `${reading.today.slice(0, 4)}-01-01`
    const to = scope.to ?? reading.today
    const within = (day: string | null) => day !== null && day >= from && day < addDays(to, 1)
    const acceptances = (await reading.manager.find(AssetAcceptance, { order: { number: 'ASC' } })).filter(
      ({ acceptedOn }) => within(acceptedOn)
    )
    const retirements = (
      await reading.manager.find(Retirement, { where: { state: 'done' }, order: { number: 'ASC' } })
    ).filter(({ disposedOn }) => within(disposedOn))
    const period = periodWords({ from, to })
    return {
      title: await titled(reading, '资产购置、处置情况公示'),
      ...ownPeriod(scope, { from, to }),
      facts: [`公示期间：${period}`],
      columns: publicColumns,
      rows: [
        ...acceptances.flatMap(({ lines, way, approvalDocument, contractNumber }) =>
          lines.map(({ category, name, quantity, unitPriceCents }): SheetRow => ({
            period,
            matter: '购置',
            category: categories[category],
            things: name,
            quantity,
            cents: quantity * unitPriceCents,
            way: ways[way],
            document: approvalDocument ?? contractNumber
          }))
        ),
        ...(await disposedLines(reading, retirements)).map(
          ({ retirement: { kind, approvalNumber }, category, lines }): SheetRow => ({
            period,
            matter: '处置',
            category: categories[category],
            things: thingsWords(lines.map(({ name }) => name)),
            quantity: lines.reduce((sum, { quantity }) => sum + quantity, 0),
            cents: lines.reduce((sum, { originalCents }) => sum + originalCents, 0),
            way: disposalKinds[kind],
            document: approvalNumber
          })
        )
      ]
    }
  }
}

/** Sheets in finance's order, a month's depreciation, and what is made public. */
export const financeSheets: readonly SheetDefinition[] = [depreciationSheet, financeSheet, publicSheet]
