import { In } from 'typeorm'
import type { Choice, Field } from '../../../contract/fields'
import { exitKinds, type ExitKind, type Perishability } from '../../../contract/warehouse/words'
import { instantAt } from '../../../kernel/instant'
import { searchKey } from '../../../kernel/searchKey'
import type { ImportDefinition, ImportLookup, ImportRow, ImportRowProblem, Reading } from '../../../office/ledgerModule'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import type { WorkingCalendar } from '../../../kernel/workingCalendar'
import { refreshStandings } from '../clocks/standing'
import { DetainedLine, Exit, ExitLine, ExitRecord, Intake } from '../entities'
import { groupsOf } from '../grouping'
import { goodsWords, passOn, postMovement } from '../goods'
import { tagOf } from '../intake/receive'

const outcomes: readonly Choice[] = [
  ...Object.entries(exitKinds).map(([value, label]) => ({ value, label })),
  { value: 'return', label: '返还' },
  { value: 'return', label: '退回' },
  { value: 'return', label: '发还' },
  { value: 'treasury', label: '上缴财政' },
  { value: 'treasury', label: '上缴国库' }
]

const fields = {
  intake: { label: '序号', kind: 'code', synonyms: ['编号', '登记号'] },
  intakeOn: { label: '入库日期', kind: 'date', required: true, synonyms: ['入库时间', '暂扣日期', '扣押日期', '扣押时间', '日期'] },
  party: { label: '当事人', kind: 'text', required: true, synonyms: ['物主', '当事人姓名'] },
  cause: { label: '案由', kind: 'text', synonyms: ['违法行为', '事由'] },
  documentNumber: { label: '文书号', kind: 'code', required: true, synonyms: ['扣押文书号', '决定书号', '文书编号', '文号'] },
  name: { label: '物品名称', kind: 'text', required: true, synonyms: ['物品', '品名', '名称'] },
  spec: { label: '规格', kind: 'text', synonyms: ['规格型号', '型号'] },
  quantity: { label: '数量', kind: 'quantity', required: true, total: true, synonyms: ['件数'] },
  measure: { label: '单位', kind: 'text', synonyms: ['计量单位'] },
  condition: { label: '状况', kind: 'text', synonyms: ['成色', '完好情况'] },
  squad: { label: '送交片区', kind: 'unit', required: true, synonyms: ['片区', '中队', '办案单位', '送交单位'] },
  location: { label: '存放位置', kind: 'text', synonyms: ['库位', '位置', '货位'] },
  outcome: { label: '处理结果', kind: 'choice', choices: outcomes, synonyms: ['去向', '处理方式', '处理情况'] },
  settledOn: { label: '处理日期', kind: 'date', synonyms: ['出库日期', '处理时间', '出库时间'] },
  remarks: { label: '备注', kind: 'longText', synonyms: ['说明'] }
} as const satisfies Record<string, Field>

type FieldName = keyof typeof fields

const value = (row: ImportRow, field: FieldName): string => String(row.values[field] ?? '')

// Registers kept by hand do not say what perishes; these words do.
const perishing = /鱼|虾|蟹|鸡|鸭|鹅|禽|肉|菜|瓜|果|豆腐|葱|蒜苗|笋|菌|莓|桃|梨|柑|橘|橙|蕉|葡萄|鲜/

/** Whether goods of an old register perish, told by their name. */
export const perishabilityOf = (name: string): Perishability => (perishing.test(name) && !/机|车|箱|锅|桶|架|台/.test(name) ? 'perishable' : 'durable')

async function check({ manager, today }: Reading, rows: readonly ImportRow[]): Promise<readonly ImportRowProblem[]> {
  const documents = [...new Set(rows.map((row) => value(row, 'documentNumber')))].filter((each) => each !== '')
  const known = new Map<string, string>()
  for (let start = 0; start < documents.length; start += 500)
    for (const intake of await manager.findBy(Intake, { documentNumber: In(documents.slice(start, start + 500)) })) known.set(intake.documentNumber, intake.number)
  const firsts = new Map<string, ImportRow>()
  return rows.flatMap((row) => {
    const problem = (field: FieldName, message: string): ImportRowProblem => ({ sheet: row.sheet, row: row.row, column: fields[field].label, message })
    const [intakeOn, outcome, settledOn, document] = [value(row, 'intakeOn'), value(row, 'outcome'), value(row, 'settledOn'), value(row, 'documentNumber')]
    const first = firsts.get(document) ?? row
    firsts.set(document, first)
    const differs = (['party', 'intakeOn', 'squad'] as const).filter((field) => value(first, field) !== value(row, field))
    return [
      ...(intakeOn > today ? [problem('intakeOn', '入库日期晚于今天')] : []),
      ...(settledOn > today ? [problem('settledOn', '处理日期晚于今天')] : []),
      ...(settledOn !== '' && intakeOn !== '' && settledOn < intakeOn ? [problem('settledOn', `处理日期早于入库日期${intakeOn}`)] : []),
      ...(outcome !== '' && settledOn === '' ? [problem('settledOn', '有处理结果而没有处理日期')] : []),
      ...(outcome === '' && settledOn !== '' ? [problem('outcome', '有处理日期而没有处理结果')] : []),
      ...(known.has(document) ? [problem('documentNumber', `文书号${document}已用于入库单${known.get(document) ?? ''}`)] : []),
      ...(Number(row.values['quantity'] ?? 1) <= 0 ? [problem('quantity', '数量应大于零')] : []),
      ...differs.map((field) => problem(field, `与同一文书号的第${first.row}行不一致`))
    ]
  })
}

async function commit(unit: UnitOfWork, rows: readonly ImportRow[], lookup: ImportLookup): Promise<void> {
  const calendar = await lookup.house.calendar(unit.manager)
  for (const group of groupsOf(rows, (row) => value(row, 'documentNumber')).values())
    await openIntake(unit, calendar, group, lookup.unitId(value(group[0] as ImportRow, 'squad')))
}

/** One intake of the old register with its lines; what had left by then leaves by opening exits, so that in = out + on hand. */
async function openIntake(unit: UnitOfWork, calendar: WorkingCalendar, rows: readonly ImportRow[], squadId: string): Promise<void> {
  const [first] = rows
  if (!first) return
  const number = await unit.nextNumber('ZK')
  const day = value(first, 'intakeOn')
  const at = instantAt(day, '09:00')
  const goods = goodsWords(rows.map((row) => value(row, 'name')))
  const party = value(first, 'party')
  const documentNumber = value(first, 'documentNumber')
  const intake = await unit.append(Intake, {
    number,
    at,
    day,
    detainedAt: at,
    detainedOn: day,
    squadId,
    officers: [],
    party,
    partyAddress: null,
    partyPhone: null,
    place: '原登记簿未记载',
    cause: value(first, 'cause'),
    basis: 'seizure',
    onTheSpot: false,
    documentNumber,
    caseNumber: null,
    goods,
    handlerId: null,
    keeperId: null,
    partySign: 'absent',
    refusalReason: null,
    refusalWitness: null,
    opening: true,
    remarks: value(first, 'remarks') || null,
    searchKey: searchKey(party, number, documentNumber, goods, value(first, 'cause'))
  })
  const lines: { readonly line: DetainedLine; readonly row: ImportRow }[] = []
  for (const [index, row] of rows.entries()) {
    const line = await unit.append(DetainedLine, {
      intakeId: intake.id,
      lineNumber: index + 1,
      tag: tagOf(number, index + 1),
      name: value(row, 'name'),
      spec: value(row, 'spec'),
      brand: '',
      quantity: Number(row.values['quantity']),
      measure: value(row, 'measure') || '件',
      condition: value(row, 'condition'),
      perishability: perishabilityOf(value(row, 'name')),
      estimatedCents: null,
      location: value(row, 'location') || '未登记',
      separation: null,
      photoIds: []
    })
    const { quantity } = line
    await postMovement(unit, { line, squadId, kind: 'intake', documentNumber: number, quantity, at, day })
    await passOn(unit, { line, act: 'detained', from: party, to: '办案片区', place: intake.place, quantity, voucher: documentNumber, at })
    await passOn(unit, { line, act: 'intake', from: '办案片区', to: '仓库管理员', place: line.location, quantity, voucher: number, at, remarks: '期初转入' })
    lines.push({ line, row })
  }
  await openExits(unit, intake, lines)
  await refreshStandings(unit, calendar, intake)
}

async function openExits(unit: UnitOfWork, intake: Intake, lines: readonly { readonly line: DetainedLine; readonly row: ImportRow }[]): Promise<void> {
  const gone = groupsOf(
    lines.filter(({ row }) => value(row, 'outcome') !== ''),
    ({ row }) => `${value(row, 'settledOn')} ${value(row, 'outcome')}`
  )
  for (const [key, group] of [...gone].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [day = '', kind = ''] = key.split(' ')
    await openExit(unit, intake, kind as ExitKind, day, group.map(({ line }) => line))
  }
}

async function openExit(unit: UnitOfWork, intake: Intake, kind: ExitKind, day: string, lines: readonly DetainedLine[]): Promise<void> {
  const number = await unit.nextNumber('ZC')
  const at = instantAt(day, '09:00')
  const goods = goodsWords(lines.map((line) => line.name))
  const recipient = kind === 'return' ? intake.party : ''
  const exit = await unit.insert(Exit, {
    number,
    intakeId: intake.id,
    squadId: intake.squadId,
    kind,
    ownerless: false,
    applicantId: null,
    submittedOn: day,
    decisionNumber: '',
    decidedOn: null,
    decisionAttachmentId: null,
    recipient,
    proxyAttachmentId: null,
    announcement: null,
    photoIds: [],
    deputyId: null,
    goods,
    reason: '期初转入',
    opening: true,
    state: 'done',
    approvalId: null,
    searchKey: searchKey(intake.party, number, intake.number, goods)
  })
  await unit.append(ExitRecord, {
    exitId: exit.id,
    at,
    day,
    batch: kind === 'destroy' ? await unit.nextNumber('XH') : null,
    place: '',
    method: '',
    executorName: '',
    recorderName: '',
    witnessName: '',
    keeperId: null,
    keeperName: '',
    squadSignerName: '',
    receiverName: recipient,
    receiverIdKind: '',
    condition: '',
    receiptNumber: '',
    photoIds: []
  })
  for (const line of lines) {
    const { quantity } = line
    await unit.append(ExitLine, { exitId: exit.id, lineId: line.id, quantity })
    await postMovement(unit, { line, squadId: intake.squadId, kind, exitId: exit.id, documentNumber: number, quantity: -quantity, at, day })
    await passOn(unit, { line, act: 'exit', from: '仓库管理员', to: recipient || exitKinds[kind], place: '原登记簿未记载', quantity, voucher: number, at, remarks: '期初转入' })
  }
}

/** The register of detained goods as bureaus keep it (暂扣(罚没)物品入库登记簿): intakes by document number, outcomes as opening exits. */
export const detainedGoodsImport: ImportDefinition = {
  kind: 'detained-goods',
  name: '暂扣（罚没）物品登记簿',
  fields,
  access: ['warehouseKeeper', 'officeDirector', 'administrator'],
  spread: ['intake', 'intakeOn', 'party', 'cause', 'documentNumber', 'squad'],
  sums: { quantity: 'quantity' },
  unitFields: ['squad'],
  check,
  commit
}
