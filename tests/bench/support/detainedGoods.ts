import type { LegalBasis, Perishability } from '@main/contract/warehouse/words'
import { instantAt } from '@main/kernel/instant'
import { addDays, daysBetween } from '@main/kernel/localDate'
import type { RuleBook } from '@main/kernel/rules/rule'
import { searchKey } from '@main/kernel/searchKey'
import type { WorkingCalendar } from '@main/kernel/workingCalendar'
import { quantitiesOf, standingRow, timingOf } from '@main/ledgers/warehouse/clocks/standing'
import {
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
  Standing,
  Testing
} from '@main/ledgers/warehouse/entities'
import { goodsWords } from '@main/ledgers/warehouse/line/goods'
import { tagOf } from '@main/ledgers/warehouse/intake/receive'
import type { House } from '@main/office/house'
import { actRecorder, numberGiver } from './bulkActs'
import { bulkInserter } from './bulkInserter'
import { aBulkOffice, pick, type BulkOffice } from './bulkOffice'
import { anExit, clockEvents } from './detainedLives'

const goods: readonly (readonly [name: string, measure: string, perishability: Perishability])[] = [
  ['塑料凳', '个', 'durable'],
  ['折叠桌', '张', 'durable'],
  ['西瓜', '公斤', 'perishable'],
  ['三轮车', '辆', 'durable'],
  ['广告牌', '块', 'durable'],
  ['遮阳伞', '把', 'durable'],
  ['活鱼', '公斤', 'perishable'],
  ['烧烤炉', '台', 'durable'],
  ['电子秤', '台', 'durable'],
  ['蔬菜', '公斤', 'perishable']
]
const bases: readonly LegalBasis[] = [
  'seizure',
  'preservation',
  'seizure',
  'confiscation',
  'seizure',
  'abandoned',
  'seizure',
  'preservation'
]
const causes = ['占道经营', '流动摆摊', '违规设置户外广告', '乱堆乱放', '违规倾倒渣土']
const parties = [
  '陈建国',
  '刘丽华',
  '龙志强',
  '唐小红',
  '谢永胜',
  '罗洁',
  '江海涛',
  '蒋玉兰',
  '周文斌',
  '任晓东',
  '单春梅',
  '米立新'
]
/** Lines an intake has, in turn: ten lines in three intakes. */
const lineCounts = [1, 2, 3, 4, 4, 6]
const firstDay = '2020-01-02'
const today = '2026-09-30'

/** What a builder of detained goods works with. */
export interface GoodsBench {
  readonly house: House
  readonly office: BulkOffice
  readonly number: ReturnType<typeof numberGiver>
  readonly book: RuleBook
  readonly calendar: WorkingCalendar
}

/**
 * Fills an empty ledger of detained goods with lines over six years, ten in three intakes: most have left, one intake
 * in eight is overdue, those of the last weeks run; with extensions, tests, decisions, seizures on the spot, goods
 * without owner, exits in part, the custody chain, the standings the clocks give and the audit chain.
 */
export async function fillDetainedGoods(house: House, count: number): Promise<void> {
  const office = await aBulkOffice(house, 12, 'squad')
  const order = [
    Intake,
    DetainedLine,
    Exit,
    ExitLine,
    ExitRecord,
    DetainedMovement,
    CustodyEntry,
    GoodsDecision,
    Testing,
    Extension,
    SpotSeizure,
    Standing
  ]
  const record = await actRecorder(house, 'warehouse', bulkInserter(house, order))
  const calendar = await house.calendar(house.database.read)
  const bench: GoodsBench = { house, office, number: numberGiver(), book: await house.database.book(), calendar }
  const intakes = Math.ceil((count * 3) / 10)
  const span = daysBetween(firstDay, today)
  for (let index = 0, lines = 0; lines < count; index += 1) {
    const day = addDays(firstDay, Math.min(span, Math.floor((index * (span + 1)) / intakes)))
    const size = Math.min(pick(lineCounts, index), count - lines)
    lines += size
    await anIntake(bench, record, { index, day, size })
  }
  await record.finish()
  await bench.number.keep(house)
}

async function anIntake(
  bench: GoodsBench,
  record: Awaited<ReturnType<typeof actRecorder>>,
  { index, day, size }: { index: number; day: string; size: number }
) {
  const { house, office } = bench
  const handler = pick(office.people, index * 7)
  const kinds = Array.from({ length: size }, (_, line) => pick(goods, index * 3 + line))
  const number = bench.number('ZK', day)
  const words = goodsWords(kinds.map(([name]) => name))
  const basis = pick(bases, index)
  const party = basis === 'abandoned' ? '（无主，当事人遗弃）' : pick(parties, index + Math.floor(index / 12))
  const cause = pick(causes, index)
  const documentNumber = `洞城管扣字〔${day.slice(0, 4)}〕${index + 1}号`
  const intake: Intake = {
    id: house.newId(),
    number,
    at: instantAt(day, '10:00'),
    day,
    detainedAt: instantAt(day, '08:30'),
    detainedOn: day,
    squadId: handler.unitId,
    officers: [handler, pick(office.people, index * 7 + 1)].map(({ id, name }) => ({
      personId: id,
      name,
      certificate: null
    })),
    party,
    partyAddress: '城关镇',
    partyPhone: null,
    place: '人民路',
    cause,
    basis,
    onTheSpot: basis === 'seizure' && index % 20 === 0,
    approvedOn: null,
    documentNumber,
    caseNumber: null,
    goods: words,
    handlerId: handler.id,
    keeperId: office.head.id,
    partySign: 'signed',
    refusalReason: null,
    refusalWitness: null,
    opening: false,
    remarks: null,
    searchKey: searchKey(party, number, documentNumber, words, cause)
  }
  const lines = kinds.map((kind, line) => aLine(bench, intake, kind, line + 1))
  const arrivals = lines.map((line) =>
    aMovement(bench, intake, line, {
      kind: 'intake',
      documentNumber: number,
      quantity: line.quantity,
      balance: line.quantity
    })
  )
  const age = daysBetween(day, today)
  const leaves = age > 75 ? index % 8 !== 0 : age > 10 && index % 5 < 2
  const partly = age > 75 ? index % 24 === 0 : age > 10 && index % 5 === 4
  const left = leaves || partly ? anExit(bench, intake, lines, { partly: !leaves, index }) : undefined
  const events = clockEvents(bench, intake, { index, leaves })
  const standings = lines.map((line, at) => {
    const movements = [arrivals[at], left?.movements.find((movement) => movement.lineId === line.id)].filter(
      (each) => each !== undefined
    )
    const sums = quantitiesOf(movements)
    const timing = timingOf(sums.onHand, events.facts, line, bench.book, bench.calendar)
    return standingRow(
      intake,
      line,
      sums,
      { location: line.location, thirdParty: false, missing: index % 300 === 0 },
      timing
    )
  })
  await record({
    at: intake.at,
    act: '物品入库',
    actorName: office.head.name,
    subject: { type: 'intake', id: intake.id, number },
    inserted: [
      [Extension, events.extensions],
      [SpotSeizure, events.spots]
    ],
    appended: [
      [Intake, [intake]],
      [DetainedLine, lines],
      [DetainedMovement, arrivals],
      [CustodyEntry, lines.flatMap((line) => arrival(bench, intake, line))],
      [GoodsDecision, events.decisions],
      [Testing, events.testings]
    ],
    derived: [[Standing, standings]]
  })
  if (left)
    await record({
      at: left.at,
      act: '办理出库',
      actorName: office.head.name,
      subject: { type: 'exit', id: left.exit.id, number: left.exit.number },
      inserted: [[Exit, [left.exit]]],
      appended: [
        [ExitLine, left.exitLines],
        [ExitRecord, [left.record]],
        [DetainedMovement, left.movements],
        [CustodyEntry, left.custody]
      ]
    })
}

function aLine(
  { house, office }: GoodsBench,
  intake: Intake,
  [name, measure, perishability]: (typeof goods)[number],
  lineNumber: number
): DetainedLine {
  return {
    id: house.newId(),
    intakeId: intake.id,
    lineNumber,
    tag: tagOf(intake.number, lineNumber),
    name,
    spec: lineNumber % 2 ? '普通' : '',
    brand: '',
    quantity: 2_000 + (lineNumber % 5) * 1_000,
    measure,
    condition: '完好',
    perishability,
    estimatedCents: 5_000 * lineNumber,
    location: `${'ABCDEF'.charAt(lineNumber % 6)}区-${Number(intake.number.slice(-3)) % 40}架`,
    separation: null,
    photoIds: [office.picture]
  }
}

/** A movement of a line on a day, ten in the morning. */
export function aMovement(
  { house }: Pick<GoodsBench, 'house'>,
  intake: Intake,
  line: DetainedLine,
  more: Pick<DetainedMovement, 'kind' | 'documentNumber' | 'quantity' | 'balance'> & Partial<DetainedMovement>
): DetainedMovement {
  const { day, at } = intake
  return {
    id: house.newId(),
    lineId: line.id,
    intakeId: intake.id,
    squadId: intake.squadId,
    exitId: null,
    at,
    day,
    reversalOfId: null,
    reason: null,
    ...more
  }
}

function arrival({ house, office }: GoodsBench, intake: Intake, line: DetainedLine): readonly CustodyEntry[] {
  const officer = intake.officers[0]?.name ?? ''
  const rest = { lineId: line.id, quantity: line.quantity, remarks: null }
  const detained = {
    act: 'detained',
    at: intake.detainedAt,
    fromName: intake.party,
    toName: officer,
    place: intake.place
  } as const
  const stored = {
    act: 'intake',
    at: intake.at,
    fromName: officer,
    toName: office.head.name,
    place: line.location
  } as const
  return [
    { id: house.newId(), voucher: intake.documentNumber, ...rest, ...detained },
    { id: house.newId(), voucher: intake.number, ...rest, ...stored }
  ]
}
