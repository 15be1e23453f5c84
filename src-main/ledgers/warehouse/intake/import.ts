import type { EntityManager } from 'typeorm'
import { choicesOf, type Choice, type Field } from '../../../contract/fields'
import { code, date, quantity, unit } from '../../../contract/recordField'
import { goodsShape, intake as intakeRecord } from '../../../contract/warehouse/intake'
import { line as lineRecord } from '../../../contract/warehouse/line'
import { exitKinds, type ExitKind, type Perishability } from '../../../contract/warehouse/words'
import { sameKey } from '../../../kernel/sameness'
import type { Reading } from '../../../office/house'
import type {
  ImportDefinition,
  ImportLookup,
  ImportRow,
  ImportRowProblem
} from '../../../office/outputs/importDefinition'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { rowsWith } from '../../../platform/database/readRows'
import { knownByContent, whereIs } from '../../../platform/importing'
import { DetainedLine, Intake, Standing } from '../entities'
import { groupsOf } from '../../../kernel/groups'
import { exitExample, exitsIn, type LineExit } from './exitWords'
import { openRegister, type RegisteredIntake } from './opening'
import { undoRegister } from './undoImport'

const outcomes: readonly Choice[] = [
  ...choicesOf(exitKinds),
  { value: 'return', label: '返还' },
  { value: 'return', label: '退回' },
  { value: 'return', label: '发还' },
  { value: 'treasury', label: '上缴财政' },
  { value: 'treasury', label: '上缴国库' }
]

const { party, cause, documentNumber, remarks } = intakeRecord.fields
const { name, spec, measure, condition, location } = lineRecord.fields
/** An old register may leave out what the counter has to say. */
const optional = (field: Field): Field => ({ ...field, required: false })

const fields = {
  intake: code('序号').alsoCalled('编号', '登记号'),
  intakeOn: date('入库日期').typed().alsoCalled('入库时间', '暂扣日期', '扣押日期', '扣押时间', '日期'),
  party,
  cause: optional(cause),
  documentNumber,
  name: name.called('物品名称'),
  spec,
  quantity: quantity('数量').typed().totalled().alsoCalled('件数'),
  measure: optional(measure),
  condition: optional(condition),
  squad: unit('送交片区', 'squadId').typed().alsoCalled('片区', '中队', '办案单位', '送交单位'),
  location: optional(location.called('存放位置')),
  outcome: { label: '处理结果', kind: 'choice', choices: outcomes, synonyms: ['去向', '处理方式', '处理情况'] },
  settledOn: date('处理日期').alsoCalled('出库日期', '处理时间', '出库时间'),
  exits: { label: '出库明细', kind: 'text' },
  remarks
} as const satisfies Record<string, Field>

type FieldName = keyof typeof fields

const value = (row: ImportRow, field: FieldName): string => String(row.values[field] ?? '')

// Registers kept by hand do not say what perishes; these words do.
const perishing = /鱼|虾|蟹|鸡|鸭|鹅|禽|肉|菜|瓜|果|豆腐|葱|蒜苗|笋|菌|莓|桃|梨|柑|橘|橙|蕉|葡萄|鲜/

/** Whether goods of an old register perish, told by their name. */
export const perishabilityOf = (name: string): Perishability =>
  perishing.test(name) && !/机|车|箱|锅|桶|架|台/.test(name) ? 'perishable' : 'durable'

async function check({ manager, today }: Reading, rows: readonly ImportRow[]): Promise<readonly ImportRowProblem[]> {
  const kept = await keptGoods(manager, rows)
  const known = knownByContent(rows, contentOf, kept.lines)
  const firsts = new Map<string, ImportRow>()
  return rows.flatMap((row) => {
    const problem = (field: FieldName, message: string): ImportRowProblem => ({
      sheet: row.sheet,
      row: row.row,
      column: fields[field].label,
      message
    })
    const before = known.get(row)
    if (before !== undefined)
      return [
        { ...problem('documentNumber', `已有相同物品（入库单${before}），不再导入`), known: true, blocking: false }
      ]
    const [intakeOn, outcome, settledOn, document] = [
      value(row, 'intakeOn'),
      value(row, 'outcome'),
      value(row, 'settledOn'),
      value(row, 'documentNumber')
    ]
    const number = kept.numbers.get(sameKey(document))
    const first = firsts.get(sameKey(document)) ?? row
    firsts.set(sameKey(document), first)
    const differs = (['party', 'intakeOn', 'squad'] as const).filter(
      (field) => document !== '' && sameKey(value(first, field)) !== sameKey(value(row, field))
    )
    return [
      ...(intakeOn > today ? [problem('intakeOn', '入库日期晚于今天')] : []),
      ...(settledOn > today ? [problem('settledOn', '处理日期晚于今天')] : []),
      ...(settledOn !== '' && intakeOn !== '' && settledOn < intakeOn
        ? [
            {
              ...problem('settledOn', `处理日期早于入库日期${intakeOn}，将按入库日期转入并列入例外情况，请核对`),
              blocking: false
            }
          ]
        : []),
      ...(outcome !== '' && settledOn === '' ? [problem('settledOn', '有处理结果而没有处理日期')] : []),
      ...(outcome === '' && settledOn !== '' ? [problem('outcome', '有处理日期而没有处理结果')] : []),
      ...exitFaults(row, today).map((message) => problem('exits', message)),
      ...(document !== '' && number !== undefined
        ? [problem('documentNumber', `文书号${document}已用于入库单${number}`)]
        : []),
      ...differs.map((field) => problem(field, `与同一文书号的${whereIs(first, row)}不一致`))
    ]
  })
}

/** What the ledger has of the document numbers in the file: the intake's number, and its lines by content. */
async function keptGoods(
  manager: EntityManager,
  rows: readonly ImportRow[]
): Promise<{ readonly numbers: ReadonlyMap<string, string>; readonly lines: ReadonlyMap<string, readonly string[]> }> {
  const wanted = new Set(rows.map((row) => sameKey(value(row, 'documentNumber'))))
  const alike = (await manager.find(Intake, { select: { id: true, number: true, documentNumber: true } })).filter(
    ({ documentNumber }) => wanted.has(sameKey(documentNumber))
  )
  const standings = await rowsWith(
    manager,
    Standing,
    'intakeId',
    alike.map(({ id }) => id),
    { select: { id: true, intakeId: true, state: true } }
  )
  // What was reversed is not there any more.
  const there = new Set(standings.filter(({ state }) => state !== 'reversed').map(({ intakeId }) => intakeId))
  const intakes = alike.filter(({ id }) => there.has(id))
  const byId = new Map(intakes.map((intake) => [intake.id, intake]))
  const lines = new Map<string, string[]>()
  for (const line of intakes.length > 0 ? await rowsWith(manager, DetainedLine, 'intakeId', [...byId.keys()]) : []) {
    const intake = byId.get(line.intakeId)
    const key = goodsKey(intake?.documentNumber ?? '', line.name, line.spec, line.quantity)
    lines.set(key, [...(lines.get(key) ?? []), intake?.number ?? ''])
  }
  return { numbers: new Map(intakes.map(({ documentNumber, number }) => [sameKey(documentNumber), number])), lines }
}

const goodsKey = (document: string, name: string, spec: string, quantity: number): string =>
  [document, name, spec, String(quantity)].map(sameKey).join('\n')
const contentOf = (row: ImportRow): string =>
  goodsKey(value(row, 'documentNumber'), value(row, 'name'), value(row, 'spec'), Number(row.values['quantity'] ?? 0))

async function commit(unit: UnitOfWork, rows: readonly ImportRow[], lookup: ImportLookup): Promise<void> {
  const groups = [...groupsOf(rows, (row) => sameKey(value(row, 'documentNumber'))).values()]
  await openRegister(
    unit,
    await lookup.house.calendar(unit.manager),
    groups.map((group) => registered(group, lookup))
  )
}

/** What has left: in full by the outcome, or in parts as the suite's own register says it. */
function exitsOf(row: ImportRow): readonly LineExit[] {
  const outcome = value(row, 'outcome')
  if (outcome === '') return exitsIn(value(row, 'exits')) ?? []
  return [{ kind: outcome as ExitKind, day: value(row, 'settledOn'), quantity: Number(row.values['quantity']) }]
}

/** What is wrong with the exits a line tells of, in words. */
function exitFaults(row: ImportRow, today: string): readonly string[] {
  const exits = exitsIn(value(row, 'exits'))
  if (exits === undefined) return [`看不懂，应写成“${exitExample}”这样的日期、去向和数量`]
  if (exits.length > 0 && value(row, 'outcome') !== '') return ['有出库明细的不再写处理结果，请只留一处']
  const gone = exits.reduce((total, { quantity }) => total + quantity, 0)
  const much = gone > Number(row.values['quantity'] ?? 0) ? ['出库的数量合计多于入库数量'] : []
  return exits.some(({ day }) => day > today) ? [...much, '出库日期晚于今天'] : much
}

function registered(group: readonly ImportRow[], lookup: ImportLookup): RegisteredIntake {
  const [first = { sheet: '', row: 0, values: {} }] = group
  return {
    day: value(first, 'intakeOn'),
    party: value(first, 'party'),
    cause: value(first, 'cause'),
    documentNumber: value(first, 'documentNumber'),
    squadId: lookup.unitId(value(first, 'squad')),
    remarks: value(first, 'remarks') || null,
    lines: group.map((row) => ({
      name: value(row, 'name'),
      spec: value(row, 'spec'),
      quantity: Number(row.values['quantity']),
      measure: value(row, 'measure') || '件',
      condition: value(row, 'condition'),
      perishability: perishabilityOf(value(row, 'name')),
      location: value(row, 'location') || '未登记',
      exits: exitsOf(row)
    }))
  }
}

/**
 * The register of detained goods as bureaus keep it (暂扣(罚没)物品入库登记簿): intakes by document number, outcomes as opening
 * exits.
 */
export const detainedGoodsImport: ImportDefinition = {
  kind: 'detained-goods',
  name: '暂扣（罚没）物品登记簿',
  ownSheets: ['入库登记'],
  fields,
  access: ['warehouseKeeper', 'officeDirector', 'administrator'],
  spread: ['intake', 'intakeOn', 'party', 'cause', 'documentNumber', 'squad'],
  together: 'documentNumber',
  sums: { quantity: 'quantity' },
  unitFields: ['squad'],
  limits: { ...intakeRecord.shape, ...goodsShape },
  measureOf: { quantity: 'measure' },
  check,
  commit,
  undo: undoRegister
}
