import { addDays, addMonths } from '../../../kernel/localDate'
import { AssetLoan, AssetTransfer } from '../entities'
import { borrowThing, handOverLoan, submitLoan, takeBackLoan, type LoanInput } from '../loan/acts'
import { completeTransfer, submitTransfer } from '../transfer/acts'
import type { DemoAssets, Story } from './acting'

/** What happened with the things: moved and lent; some of it still open. */
export function demoLiving(demo: DemoAssets): void {
  moved(demo)
  lent(demo)
}

/** What a story asked for: the record and its request. */
export interface Asked {
  readonly id: string
  readonly approvalId: string | null
}

export const nothing: Asked = { id: '', approvalId: null }

export interface Move {
  readonly key: string
  readonly by: string
  readonly toUnit: string
  readonly to: string
  readonly place: string
  readonly reason: string
}

/** Asks for a thing to be moved to another unit. */
export function asksToMove(demo: DemoAssets, story: Story, day: string, move: Move): () => Asked {
  let asked = nothing
  const to = demo.person(move.to)
  story.on(day, '09:10', async () => {
    const { row, approval } = await demo.as(demo.person(move.by), '申请转移资产', (unit) =>
      submitTransfer(unit, demo.house, {
        assetIds: [demo.idOf(move.key)],
        toUnitId: demo.unit(move.toUnit),
        toUserId: to,
        toKeeperId: to,
        toPlace: move.place,
        reason: move.reason
      })
    )
    asked = { id: row.id, approvalId: approval.id }
  })
  return () => asked
}

/** A laptop and four chairs handed over, a computer's move waiting for the signatures, a cabinet's being decided. */
function moved(demo: DemoAssets): void {
  const brigade = { toUnit: '执法大队', to: '向北辰', place: '大队办公室' } as const
  const done = [
    [demo.day(3, 14), { ...brigade, key: 'laptop', by: '尹照临', reason: '案件录入需要' }],
    [
      demo.day(7, 15),
      { key: 'chairs', by: '向北辰', toUnit: '三中队', to: '温如玉', place: '三中队', reason: '三中队新设值班点' }
    ]
  ] as const
  for (const [from, move] of done) {
    const story = demo.story()
    const asked = asksToMove(demo, story, from, move)
    story.decided(
      [1, 1, 2, 3].map((days) => demo.after(from, days)),
      () => asked().approvalId
    )
    story.on(demo.after(from, 5), '10:30', async () => {
      const { id, version } = await demo.house.database.read.findOneByOrFail(AssetTransfer, { id: asked().id })
      const signatures = [demo.pen(demo.person(move.by)), demo.pen(demo.person(move.to))]
      await demo.as(demo.person(move.to), '资产交接', (unit) => completeTransfer(unit, { id, version, signatures }))
    })
  }
  const approved = demo.story()
  const computer = asksToMove(demo, approved, demo.ago(5), {
    ...brigade,
    key: 'pc4',
    by: '冯佳宁',
    reason: '案件录入需要'
  })
  approved.decided([demo.ago(4), demo.ago(4), demo.ago(3), demo.ago(2)], () => computer().approvalId)
  const pending = demo.story()
  const cabinet = asksToMove(demo, pending, demo.ago(2), {
    key: 'cabinet',
    by: '冯佳宁',
    toUnit: '法制教育股',
    to: '尹照临',
    place: '302室',
    reason: '案卷存放不下'
  })
  pending.decided([demo.ago(1)], () => cabinet().approvalId, { steps: 1 })
}

export type Lending = Pick<LoanInput, 'counterparty' | 'purpose' | 'fromDay' | 'dueOn'> & {
  readonly key: string
  readonly by: string
}

/** Asks for a thing to be lent. */
export function asksToLend(demo: DemoAssets, story: Story, day: string, { key, by, ...loan }: Lending): () => Asked {
  let asked = nothing
  story.on(day, '11:10', async () => {
    const { row, approval } = await demo.as(demo.person(by), '申请出借', (unit) =>
      submitLoan(unit, demo.house, { kind: 'out', assetId: demo.idOf(key), ...loan })
    )
    asked = { id: row.id, approvalId: approval.id }
  })
  return () => asked
}

const loanNow = (demo: DemoAssets, asked: () => Asked) =>
  demo.house.database.read.findOneByOrFail(AssetLoan, { id: asked().id })

/** One loan is back, one is out, one overdue; one was not agreed to, one sent back; something was borrowed. */
function lent(demo: DemoAssets): void {
  const out = [
    [
      demo.day(2, 6),
      { key: 'projector', by: '罗振邦', counterparty: '云溪县文化馆', purpose: '冬季文艺汇演' },
      12,
      true
    ],
    [
      demo.ago(24),
      { key: 'projector2', by: '尹照临', counterparty: '云溪县司法局', purpose: '社区普法巡讲' },
      12,
      false
    ],
    [demo.ago(5), { key: 'projector', by: '罗振邦', counterparty: '云溪县文明办', purpose: '创建迎检培训' }, 14, false]
  ] as const
  for (const [from, lending, days, back] of out) {
    const story = demo.story()
    const fromDay = demo.after(from, 2)
    const dueOn = demo.workdaysAfter(fromDay, days)
    const asked = asksToLend(demo, story, from, { ...lending, fromDay, dueOn })
    story.decided([demo.after(from, 1), demo.after(from, 1), demo.after(from, 2)], () => asked().approvalId)
    story.on(demo.after(from, 2), '15:30', async () => {
      const { id, version } = await loanNow(demo, asked)
      await demo.as(demo.director, '借出', (unit) => handOverLoan(unit, { id, version }))
    })
    if (!back) continue
    const returnedOn = demo.after(from, days)
    story.on(returnedOn, '16:10', async () => {
      const { id, version } = await loanNow(demo, asked)
      await demo.as(demo.clerk, '收回出借', (unit) =>
        takeBackLoan(unit, { id, version, returnedOn, condition: '完好，灯泡时数正常' })
      )
    })
  }
  const refused = demo.story()
  const camera = asksToLend(demo, refused, demo.day(6, 5), {
    key: 'camera',
    by: '向北辰',
    counterparty: '云溪县融媒体中心',
    purpose: '拍摄宣传片',
    fromDay: demo.day(6, 9),
    dueOn: demo.day(6, 25)
  })
  refused.decided([demo.after(demo.day(6, 5), 1), demo.after(demo.day(6, 5), 2)], () => camera().approvalId, {
    steps: 1,
    last: 'refuse',
    objection: '执法取证用，不宜外借'
  })
  const returned = demo.story()
  const again = asksToLend(demo, returned, demo.ago(3), {
    key: 'camera',
    by: '向北辰',
    counterparty: '云溪县生态环境分局',
    purpose: '联合检查',
    fromDay: addDays(demo.today, 5),
    dueOn: addDays(demo.today, 20)
  })
  returned.decided([demo.ago(2)], () => again().approvalId, {
    steps: 1,
    last: 'return',
    objection: '请写明联合检查的文号'
  })
  demo.story().on(demo.day(8, 15), '14:50', () =>
    demo.as(demo.clerk, '登记借入', (unit) =>
      borrowThing(unit, {
        kind: 'in',
        thing: '声级校准器',
        counterparty: '云溪县生态环境分局',
        purpose: '噪声检测仪现场校准',
        fromDay: demo.day(8, 15),
        dueOn: addMonths(demo.today, 3),
        keeperId: demo.person('向北辰'),
        place: '大队办公室'
      })
    )
  )
}
