import { contract } from '../../../contract'
import { recordAccess } from '../../../office/outputs/access'
import { reversalsOf } from '../../../office/outputs/takenBack'
import { formatDate, formatMoment, formatMoney } from '../../../contract/display'
import { exitKinds, type ExitKind } from '../../../contract/warehouse/words'
import { notFound } from '../../../kernel/fault'
import { ownRecord } from '../../../office/outputs/outputDefinitions'
import type { Reading } from '../../../office/house'
import type { FormDefinition } from '../../../office/outputs/outputDefinitions'
import { bureauName } from '../../../office/people/bureau'
import { rosterOf } from '../../../office/people/roster'
import { opinionBoxes } from '../../../office/records/opinionBoxes'
import { approversOf } from '../../../office/records/remarks'
import { pictureOf, signatureLines } from '../../../office/records/signatureLines'
import { rowsById } from '../../../platform/database/readRows'
import type { FormBlock, FormLineColumn, FormModel } from '../../../platform/documents/formModel'
import { ownerlessFrom } from '../clocks/deadlines'
import { clockFactsOf } from '../clocks/standing'
import { DetainedLine, DetainedMovement, Exit, ExitLine, ExitRecord, Intake } from '../entities'
import { byNumber, fact } from '../forms'
import { exitDetail, exitLineRows } from './rows'
import { requestKindOf } from '../requestKind'
import { mustSee } from '../visibility'

const columns: readonly FormLineColumn[] = [
  { key: 'tag', label: '物品编号', kind: 'text', weight: 3 },
  { key: 'name', label: '名称', kind: 'text', weight: 3 },
  { key: 'spec', label: '规格', kind: 'text', weight: 2 },
  { key: 'quantity', label: '数量', kind: 'quantity', weight: 1.5, total: true, per: 'measure' },
  { key: 'measure', label: '单位', kind: 'text', weight: 1 }
]

/** Everything a form of an exit is made from. */
interface Papers {
  readonly exit: Exit
  readonly intake: Intake
  readonly record: ExitRecord | null
  readonly squadName: string
  readonly bureau: string
  readonly goods: FormBlock
  readonly approver: string
  /** Cents; null where no line is valued. */
  readonly valuation: number | null
}

async function paperOf(reading: Reading, id: string, fits: (exit: Exit) => boolean, what: string): Promise<Papers> {
  const { manager, actor } = reading
  const exit = await manager.findOneBy(Exit, { id })
  if (!exit || !fits(exit)) throw notFound(what)
  await mustSee(manager, actor, exit.squadId, what)
  const lines = await exitLineRows(manager, id)
  const approvers = await approversOf(manager, [exit.approvalId])
  const goods = await rowsById(
    manager,
    DetainedLine,
    lines.map(({ lineId }) => lineId)
  )
  const valued = [...goods.values()].flatMap(({ estimatedCents }) => estimatedCents ?? [])
  return {
    valuation: valued.length === 0 ? null : valued.reduce((sum, cents) => sum + cents, 0),
    exit,
    intake: await manager.findOneByOrFail(Intake, { id: exit.intakeId }),
    record: await manager.findOneBy(ExitRecord, { exitId: id }),
    squadName: (await rosterOf(manager)).units.get(exit.squadId) ?? '',
    bureau: await bureauName(manager),
    approver: approvers.get(exit.approvalId ?? '') ?? '',
    goods: {
      kind: 'lines',
      columns,
      minimumRows: lines.length + 1,
      closed: true,
      rows: lines.map(({ tag, name, spec, quantity, measure }) => ({ tag, name, spec, quantity, measure }))
    }
  }
}

/** How an exit is headed on paper. */
const exitWords = (kind: ExitKind, ownerless: boolean): string =>
  `${exitKinds[kind]}${ownerless ? '（按无主物品处理）' : ''}`

const kindOf = (exit: Exit) => requestKindOf(exit.kind)

const basisOf = (exit: Exit): string => (exit.ownerless ? '当事人逾期不来处理，按无主物品处理' : exit.decisionNumber)

/**
 * Who signs for the goods: the party for what is returned, the unit that receives them otherwise; nobody for what is
 * destroyed.
 */
const receiverOf = (exit: Exit): string => (exit.kind === 'return' || exit.kind === 'destroy' ? '当事人' : '接收单位')

async function exitPaper(reading: Reading, id: string): Promise<FormModel> {
  const { exit, intake, record, squadName, bureau, goods, valuation } = await paperOf(reading, id, () => true, '出库单')
  return {
    title: '暂扣（罚没）物品出库单',
    number: exit.number,
    bureau,
    blocks: [
      {
        kind: 'facts',
        facts: [
          fact('去向', exitWords(exit.kind, exit.ownerless)),
          fact('依据', basisOf(exit)),
          fact('当事人', intake.party),
          fact('接收单位', exit.recipient),
          fact('片区', squadName),
          fact('入库单号', intake.number),
          fact(exit.kind === 'writeOff' ? '查找经过' : '理由', exit.reason, 3),
          ...(exit.responsibility ? [fact('责任认定', exit.responsibility, 3)] : []),
          fact('估值', valuation === null ? '未估值' : `${formatMoney(valuation)}元`),
          ...(exit.kind === 'auction'
            ? [fact('拍卖成交价', record?.auctionCents == null ? '' : `${formatMoney(record.auctionCents)}元`)]
            : []),
          ...(exit.kind === 'auction' || exit.kind === 'treasury' ? [fact('缴库票据号', record?.receiptNumber)] : []),
          fact('出库时间', formatMoment(record?.at)),
          fact('见证人', record?.witnessName)
        ]
      },
      goods,
      { kind: 'opinions', boxes: await opinionBoxes(reading, exit.approvalId, kindOf(exit)) },
      {
        kind: 'signatures',
        lines: await signatureLines(reading, [id], [receiverOf(exit), '片区负责人或指定人员', '仓库管理员', '见证人'])
      }
    ]
  }
}

async function returnPaper(reading: Reading, id: string): Promise<FormModel> {
  const { exit, intake, record, squadName, bureau, goods } = await paperOf(
    reading,
    id,
    (each) => each.kind === 'return',
    '退还的出库单'
  )
  return {
    title: '退还物品清单',
    number: exit.number,
    bureau,
    copies: ['当事人', '仓库'],
    blocks: [
      {
        kind: 'facts',
        facts: [
          fact('当事人', intake.party),
          fact('原文书号', intake.documentNumber),
          fact('退还决定', exit.decisionNumber),
          fact('片区', squadName),
          fact('领取人', record?.receiverName),
          fact('证件类型', record?.receiverIdKind),
          fact('完好情况', record?.condition, 3)
        ]
      },
      goods,
      { kind: 'opinions', boxes: await opinionBoxes(reading, exit.approvalId, 'warehouse.return') },
      {
        kind: 'signatures',
        lines: await signatureLines(reading, [id], ['当事人', '片区负责人或指定人员', '仓库管理员'])
      }
    ]
  }
}

async function ownerlessPaper(reading: Reading, id: string): Promise<FormModel> {
  const { exit, intake, record, bureau, goods, approver } = await paperOf(
    reading,
    id,
    (each) => each.ownerless,
    '按无主物品处理的出库单'
  )
  const { manager, book, calendar } = reading
  const facts = await clockFactsOf(manager, intake)
  const going = await rowsById(
    manager,
    DetainedLine,
    (await manager.findBy(ExitLine, { exitId: id })).map(({ lineId }) => lineId)
  )
  // The day on which all of what leaves may be treated as ownerless.
  const from = [...going.values()]
    .map(({ perishability }) => ownerlessFrom({ ...facts, perishability }, book, calendar) ?? '')
    .sort()
    .at(-1)
  return {
    title: '无主物品处理记录',
    number: exit.number,
    bureau,
    blocks: [
      {
        kind: 'facts',
        facts: [
          fact('机关', bureau, 3),
          fact('时间', formatMoment(record?.at)),
          fact('地点', record?.place),
          fact('原持有人', intake.party),
          fact('原文书号', intake.documentNumber),
          fact('期限起止', `${formatDate(intake.detainedOn)}起，${formatDate(from)}起可按无主物品处理`, 3),
          fact('公示、照片', `${exit.announcement ?? ''}（照片${exit.photoIds.length}张）`, 3),
          fact('处理方式', record?.method ?? exitWords(exit.kind, false), 3),
          fact('执行人', record?.executorName),
          fact('记录人', record?.recorderName),
          fact('见证人', record?.witnessName),
          fact('批准人', approver)
        ]
      },
      goods,
      { kind: 'opinions', boxes: await opinionBoxes(reading, exit.approvalId, 'warehouse.disposal') },
      { kind: 'signatures', lines: await signatureLines(reading, [id], ['执行人', '记录人', '见证人']) },
      await photosBlock(reading, '片区取证照片', exit.photoIds)
    ]
  }
}

async function destructionPaper(reading: Reading, id: string): Promise<FormModel> {
  const { exit, intake, record, squadName, bureau, goods } = await paperOf(
    reading,
    id,
    (each) => each.kind === 'destroy',
    '销毁的出库单'
  )
  return {
    title: '物品销毁审批与记录',
    number: exit.number,
    bureau,
    blocks: [
      {
        kind: 'facts',
        facts: [
          fact('申请片区', squadName),
          fact('申请日期', formatDate(exit.submittedOn)),
          fact('原持有人', intake.party),
          fact('原文书号', intake.documentNumber),
          fact('销毁依据', basisOf(exit), 3),
          fact('申请理由', exit.reason, 3)
        ]
      },
      goods,
      { kind: 'opinions', boxes: await opinionBoxes(reading, exit.approvalId, 'warehouse.disposal') },
      {
        kind: 'facts',
        facts: [
          fact('销毁批次', record?.batch),
          fact('销毁时间', formatMoment(record?.at)),
          fact('地点', record?.place),
          fact('方式', record?.method)
        ]
      },
      {
        kind: 'signatures',
        lines: await signatureLines(reading, [id], ['执行人', '记录人', '片区负责人或指定人员', '仓库管理员', '见证人'])
      },
      await photosBlock(reading, '片区取证照片', exit.photoIds),
      await photosBlock(reading, '销毁照片', record?.photoIds ?? [])
    ]
  }
}

async function photosBlock(reading: Reading, caption: string, ids: readonly string[]): Promise<FormBlock> {
  const pictures: { picture: Uint8Array; caption: string }[] = []
  for (const [index, id] of ids.entries()) {
    const picture = await pictureOf(reading, id)
    if (picture) pictures.push({ picture, caption: `照片${index + 1}` })
  }
  return { kind: 'photos', caption, pictures }
}

const access = recordAccess(contract.warehouse.exits.get, exitDetail)
const of = {
  access,
  bears: { exit: ownRecord },
  later: ({ manager }: Reading, exitId: string) =>
    reversalsOf(manager, DetainedMovement, { exitId }, ({ reason }) => ({
      what: '本次出库登记已冲正，物品退回在库',
      reason
    })),
  find: byNumber(Exit)
}

/** 出库单 */
export const exitForm: FormDefinition = { ...of, id: 'warehouse.exit', name: '出库单', make: exitPaper }
/** 退还清单 */
export const returnForm: FormDefinition = { ...of, id: 'warehouse.return', name: '退还清单', make: returnPaper }
/** 无主物品处理记录 */
export const ownerlessForm: FormDefinition = {
  ...of,
  id: 'warehouse.ownerless',
  name: '无主物品处理记录',
  make: ownerlessPaper
}
/** 销毁审批与记录 */
export const destructionForm: FormDefinition = {
  ...of,
  id: 'warehouse.destruction',
  name: '销毁审批与记录',
  make: destructionPaper
}
