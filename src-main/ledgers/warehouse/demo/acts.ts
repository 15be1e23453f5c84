import type { RequestKind, LegalBasis, Perishability } from '../../../contract/warehouse/words'
import { addMinutes, instantAt, localDateOf, type Instant } from '../../../kernel/instant'
import type { LocalDate } from '../../../kernel/localDate'
import { demoInk } from '../../../office/demo/pictures'
import { requestWriteOff } from '../cleanup/settle'
import { CleanupCount, CleanupLine, type DetainedLine, Exit, Intake } from '../entities'
import { completeExit } from '../exit/complete'
import { submitExit } from '../exit/submit'
import { receive } from '../intake/receive'
import { actAs, decideInTurn, type DemoCast, type DemoSquad } from './acting'

export interface DemoGoods {
  readonly name: string
  /** Whole units. */
  readonly count: number
  readonly measure: string
  readonly perishability?: Perishability
  readonly spec?: string
  readonly yuan?: number
}

export interface DemoIntake {
  readonly party: string
  readonly cause: string
  readonly basis: LegalBasis
  /** When the goods were detained: that day's morning, or a moment. They are handed in some time after. */
  readonly detained: LocalDate | Instant
  readonly onTheSpot?: boolean
  readonly refuses?: boolean
  readonly goods: readonly DemoGoods[]
}

/** An officer's certificate, the same on every paper. */
function certificateOf({ squads }: DemoCast, personId: string): string {
  const place = squads.flatMap(({ officers }) => officers).indexOf(personId)
  return `湘云城执${1001 + place}`
}

/** Takes goods in as a squad of the demo bureau would, everything filled in. Gives the intake's id and its lines'. */
export async function takeIn(
  cast: DemoCast,
  squad: DemoSquad,
  plan: DemoIntake
): Promise<{ id: string; lineIds: readonly string[] }> {
  const { house } = cast.diary
  const detainedAt = plan.detained.includes('T') ? plan.detained : instantAt(plan.detained, '09:30')
  await cast.diary.reach(addMinutes(detainedAt, 75))
  const number = (await house.database.read.count(Intake)) + 1
  const year = house.clock.today().slice(0, 4)
  const [first = '', second = ''] = squad.officers
  const made = await actAs(house, cast.keeper, '物品入库', (unit) =>
    receive(unit, house, {
      squadId: squad.id,
      officers: [
        { personId: first, certificate: certificateOf(cast, first) },
        { personId: second, certificate: certificateOf(cast, second) }
      ],
      party: plan.basis === 'abandoned' ? undefined : plan.party,
      partyAddress: '云溪县城关镇',
      partyPhone: undefined,
      place: '解放路与人民路路口',
      cause: plan.cause,
      basis: plan.basis,
      onTheSpot: plan.onTheSpot ?? false,
      approvedOn: plan.basis === 'seizure' && !plan.onTheSpot ? localDateOf(detainedAt) : undefined,
      documentNumber: `云城扣字〔${year}〕${100 + number}号`,
      caseNumber: `云城案〔${year}〕${number}号`,
      detainedAt,
      lines: plan.goods.map((goods, index) => ({
        name: goods.name,
        spec: goods.spec,
        brand: undefined,
        quantity: goods.count * 1000,
        measure: goods.measure,
        condition: '完好',
        perishability: goods.perishability ?? 'durable',
        estimatedCents: goods.yuan === undefined ? undefined : goods.yuan * 100,
        location: `${'东西南北'[number % 4]}区${number}号`,
        separation: undefined,
        photoIds: [cast.photos[index % cast.photos.length] ?? '']
      })),
      partySign: plan.refuses
        ? { how: 'refused', reason: '当事人对查处不服，拒绝签名', witness: '社区网格员刘某', strokes: undefined }
        : plan.basis === 'abandoned'
          ? { how: 'absent', reason: '当事人弃物离开现场', witness: '社区网格员刘某', strokes: undefined }
          : { how: 'signed', strokes: demoInk(), reason: undefined, witness: undefined },
      signatures: {
        handler: { by: 'pen', personId: first, strokes: demoInk() },
        keeper: { by: 'pen', personId: cast.keeper, strokes: demoInk() }
      },
      remarks: undefined
    })
  )
  return { id: made.id, lineIds: made.lines.map((line) => line.id) }
}

export interface DemoExit {
  readonly kind: RequestKind
  /** When it is asked for. */
  readonly at: Instant
  readonly ownerless?: boolean
  readonly decision?: string
  readonly decidedOn?: LocalDate
  readonly recipient?: string
  readonly lines: readonly { readonly lineId: string; readonly count: number }[]
  readonly reason: string
  /** Decisions taken on the way: all by default. */
  readonly steps?: number
  /** Stops before the goods leave. */
  readonly waits?: boolean
  readonly auctionYuan?: number
}

/** Asks for an exit and, unless it stops on the way, has it approved and carried out. */
export async function letGo(cast: DemoCast, squad: DemoSquad, intakeId: string, plan: DemoExit): Promise<string> {
  const { diary } = cast
  const { house } = diary
  const [first = '', second = ''] = squad.officers
  await diary.reach(plan.at)
  const asked = await actAs(house, first, '申请出库', (unit) =>
    submitExit(unit, house, {
      intakeId,
      kind: plan.kind,
      ownerless: plan.ownerless ?? false,
      lines: plan.lines.map(({ lineId, count }) => ({ lineId, quantity: count * 1000 })),
      decisionNumber: plan.decision,
      decidedOn: plan.decidedOn,
      decisionAttachmentId: plan.decision === undefined ? undefined : cast.scan,
      recipient: plan.recipient,
      proxyAttachmentId: undefined,
      announcement: plan.ownerless ? '已在原地张贴公告并电话通知，当事人逾期未来处理' : undefined,
      photoIds: plan.ownerless ? [...cast.photos] : [],
      deputyId: second,
      reason: plan.reason
    })
  )
  await decideInTurn(cast, asked.approvalId, { steps: plan.steps })
  if (plan.waits || plan.steps !== undefined) return asked.id
  await diary.later(100)
  const exit = await house.database.read.findOneByOrFail(Exit, { id: asked.id })
  const two = plan.kind === 'destroy' || plan.kind === 'auction'
  const pen = (personId: string) => ({ by: 'pen', personId, strokes: demoInk() }) as const
  await actAs(house, cast.keeper, '办理出库', (unit) =>
    completeExit(unit, house, {
      id: exit.id,
      version: exit.version,
      place: {
        destroy: '城东垃圾中转站',
        auction: '县公共资源交易中心',
        return: '执法大队仓库',
        treasury: '执法大队仓库',
        transfer: '执法大队仓库'
      }[plan.kind],
      method: two ? (plan.kind === 'destroy' ? '压缩后无害化处理' : '委托公开拍卖') : undefined,
      executorId: two ? first : undefined,
      recorderId: two ? second : undefined,
      witness: plan.kind === 'return' ? undefined : '社区网格员刘某',
      receiver: plan.kind === 'return' ? exit.recipient : plan.recipient && '贺某',
      receiverIdKind: plan.kind === 'return' ? '居民身份证' : undefined,
      condition: plan.kind === 'return' ? '与入库时一致，完好' : undefined,
      receiptNumber:
        plan.kind === 'treasury' || plan.kind === 'transfer' || plan.kind === 'auction'
          ? `云财收〔${house.clock.today().slice(0, 4)}〕18号`
          : undefined,
      auctionCents: plan.auctionYuan === undefined ? undefined : plan.auctionYuan * 100,
      photoIds: two ? [...cast.photos] : [],
      signatures: {
        keeper: pen(cast.keeper),
        squad: pen(squad.head),
        executor: two ? pen(first) : undefined,
        recorder: two ? pen(second) : undefined,
        receiver: plan.kind === 'destroy' ? undefined : demoInk(),
        witness: plan.kind === 'return' ? undefined : demoInk()
      }
    })
  )
  return exit.id
}

/**
 * Has what a finished clean-up missed of a line written off: asked for by the keeper, decided, and signed by keeper and
 * squad.
 */
export async function writeOff(cast: DemoCast, cleanupId: string, line: DetainedLine): Promise<void> {
  const { diary } = cast
  const { house } = diary
  const { read } = house.database
  const count = await read.findOneByOrFail(CleanupCount, { cleanupId, lineId: line.id })
  const book = await read.findOneByOrFail(CleanupLine, { cleanupId, lineId: line.id })
  const asked = await actAs(house, cast.keeper, '申请盘亏核销', (unit) =>
    requestWriteOff(unit, house, {
      id: cleanupId,
      countId: count.id,
      quantity: book.book - count.counted,
      reason: '查遍库区，核对进出登记和出库单，没有找到',
      responsibility: '堆放时未及时清点，对仓库管理员作口头提醒'
    })
  )
  await decideInTurn(cast, asked.approvalId)
  await diary.later(90)
  const exit = await read.findOneByOrFail(Exit, { id: asked.id })
  const squad = cast.squads.find(({ id }) => id === exit.squadId)
  const pen = (personId: string) => ({ by: 'pen', personId, strokes: demoInk() }) as const
  await actAs(house, cast.keeper, '盘亏核销', (unit) =>
    completeExit(unit, house, {
      id: exit.id,
      version: exit.version,
      place: undefined,
      method: undefined,
      executorId: undefined,
      recorderId: undefined,
      witness: undefined,
      receiver: undefined,
      receiverIdKind: undefined,
      condition: undefined,
      receiptNumber: undefined,
      photoIds: [],
      signatures: {
        keeper: pen(cast.keeper),
        squad: squad && pen(squad.head),
        executor: undefined,
        recorder: undefined,
        receiver: undefined,
        witness: undefined
      }
    })
  )
}
