import type { DecisionKind, SpotState } from '@main/contract/warehouse/words'
import { instantAt } from '@main/kernel/instant'
import { addDays } from '@main/kernel/localDate'
import { searchKey } from '@main/kernel/searchKey'
import type { IntakeClockFacts } from '@main/ledgers/warehouse/clocks/standing'
import type {
  CustodyEntry,
  DetainedLine,
  DetainedMovement,
  Exit,
  ExitLine,
  ExitRecord,
  Extension,
  GoodsDecision,
  Intake,
  SpotSeizure,
  Testing
} from '@main/ledgers/warehouse/entities'
import { goodsWords } from '@main/ledgers/warehouse/line/goods'
import { aMovement, type GoodsBench } from './detainedGoods'

const spotStates: readonly SpotState[] = ['pending', 'approved', 'approved', 'refused']

/**
 * What moves the clocks of an intake: one seizure in ten is extended, one in thirty waits for a test, goods that leave
 * are decided on.
 */
export function clockEvents(
  { house, number, office }: GoodsBench,
  intake: Intake,
  { index, leaves }: { index: number; leaves: boolean }
) {
  const seizure = intake.basis === 'seizure'
  const extensions: Extension[] = []
  if (seizure && !leaves && Math.floor(index / 8) % 10 === 0) {
    const extension = number('YQ', intake.day)
    extensions.push({
      id: house.newId(),
      number: extension,
      intakeId: intake.id,
      squadId: intake.squadId,
      applicantId: intake.handlerId ?? office.head.id,
      submittedOn: addDays(intake.day, 20),
      originalDueOn: addDays(intake.day, 30),
      days: 30,
      extendedDueOn: addDays(intake.day, 60),
      reason: '案情复杂',
      state: 'approved',
      approvalId: null,
      notifiedOn: addDays(intake.day, 21),
      noticeAttachmentId: null,
      searchKey: searchKey(extension, intake.number, intake.party),
      version: 2
    })
  }
  const testings: Testing[] =
    seizure && Math.floor(index / 8) % 30 === 1
      ? [
          {
            id: house.newId(),
            intakeId: intake.id,
            agency: '检测机构',
            fromDay: addDays(intake.day, 3),
            toDay: addDays(intake.day, 9),
            noticeNumber: `检告${index}`,
            noticeAttachmentId: null,
            at: intake.at,
            recordedBy: office.head.name
          }
        ]
      : []
  const kind: DecisionKind | undefined = leaves ? 'dispose' : index % 16 === 8 ? 'return' : undefined
  const decisions: GoodsDecision[] = kind
    ? [
        {
          id: house.newId(),
          intakeId: intake.id,
          kind,
          documentNumber: `洞城管处字〔${intake.day.slice(0, 4)}〕${index + 1}号`,
          decidedOn: addDays(intake.day, 5),
          attachmentId: null,
          note: null,
          at: intake.at,
          recordedBy: office.head.name
        }
      ]
    : []
  const state = spotStates[Math.floor(index / 20) % spotStates.length] ?? 'approved'
  const decidedAt = state === 'pending' ? null : intake.at
  const spots: SpotSeizure[] = intake.onTheSpot
    ? [{ id: house.newId(), intakeId: intake.id, state, decidedAt, approvalId: null, version: 1 }]
    : []
  const facts: IntakeClockFacts = {
    detainedAt: intake.detainedAt,
    detainedOn: intake.detainedOn,
    basis: intake.basis,
    spot: intake.onTheSpot ? { state, decidedOn: decidedAt ? intake.day : null } : null,
    extensionDays: extensions[0]?.days ?? 0,
    testings: testings.map(({ fromDay, toDay }) => ({ from: fromDay, to: toDay })),
    decisions: decisions.map(({ kind: made, decidedOn }) => ({ kind: made, decidedOn }))
  }
  return { extensions, testings, decisions, spots, facts }
}

interface Left {
  readonly at: string
  readonly exit: Exit
  readonly exitLines: readonly ExitLine[]
  readonly record: ExitRecord
  readonly movements: readonly DetainedMovement[]
  readonly custody: readonly CustodyEntry[]
}

/** Goods given back ten days after they came (goods without owner sold), all of them or half of each line. */
export function anExit(
  bench: GoodsBench,
  intake: Intake,
  lines: readonly DetainedLine[],
  { partly, index }: { partly: boolean; index: number }
): Left {
  const { house, office } = bench
  const ownerless = intake.basis === 'abandoned'
  const day = addDays(intake.day, 10)
  const at = instantAt(day, '15:00')
  const exitNumber = bench.number('ZC', day)
  const id = house.newId()
  const kind = ownerless ? 'auction' : 'return'
  const words = goodsWords(lines.map(({ name }) => name))
  const exit: Exit = {
    id,
    number: exitNumber,
    intakeId: intake.id,
    squadId: intake.squadId,
    kind,
    ownerless,
    applicantId: intake.handlerId,
    submittedOn: day,
    decisionNumber: `洞城管处字〔${day.slice(0, 4)}〕${index + 1}号`,
    decidedOn: day,
    decisionAttachmentId: null,
    recipient: ownerless ? '县财政局' : '',
    proxyAttachmentId: null,
    announcement: null,
    photoIds: [office.picture],
    deputyId: null,
    goods: words,
    reason: '处理完毕',
    cleanupId: null,
    responsibility: null,
    opening: false,
    state: 'done',
    approvalId: null,
    searchKey: searchKey(exitNumber, intake.party, words),
    version: 3
  }
  const amounts = lines.map((line) => ({ line, quantity: partly ? Math.floor(line.quantity / 2) : line.quantity }))
  const record: ExitRecord = {
    id: house.newId(),
    exitId: id,
    at,
    day,
    batch: null,
    place: '仓库',
    method: '',
    executorName: intake.officers[0]?.name ?? '',
    recorderName: intake.officers[1]?.name ?? '',
    witnessName: '',
    keeperId: office.head.id,
    keeperName: office.head.name,
    squadSignerName: intake.officers[0]?.name ?? '',
    receiverName: intake.party,
    receiverIdKind: '居民身份证',
    condition: '完好',
    receiptNumber: '',
    photoIds: [],
    auctionCents: null
  }
  return {
    at,
    exit,
    record,
    exitLines: amounts.map(({ line, quantity }) => ({ id: house.newId(), exitId: id, lineId: line.id, quantity })),
    movements: amounts.map(({ line, quantity }) =>
      aMovement(bench, intake, line, {
        kind,
        exitId: id,
        documentNumber: exitNumber,
        at,
        day,
        quantity: -quantity,
        balance: line.quantity - quantity
      })
    ),
    custody: amounts.map(({ line, quantity }) => ({
      id: house.newId(),
      lineId: line.id,
      at,
      act: 'exit',
      fromName: office.head.name,
      toName: intake.party,
      place: '仓库',
      quantity,
      voucher: exitNumber,
      remarks: null
    }))
  }
}
