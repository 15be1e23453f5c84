import { Retirement } from '../entities'
import { carryOutRetirement, submitRetirement } from '../retirement/acts'
import type { DemoAssets, Story } from './acting'

/** Asks for a thing to be scrapped. */
export function asksToRetire(demo: DemoAssets, story: Story, day: string, by: string, key: string, reason: string) {
  let asked = { id: '', approvalId: '' }
  story.on(day, '10:40', async () => {
    const { row, approval } = await demo.as(demo.person(by), '申请处置', (unit) =>
      submitRetirement(unit, demo.house, {
        assetIds: [demo.idOf(key)],
        kind: 'scrap',
        reason,
        appraisal: '办公室会同使用科室查看，无维修价值'
      })
    )
    asked = { id: row.id, approvalId: approval.id }
  })
  return () => asked
}

/** An old printer retired, an old computer's retirement approved, a sofa's being decided. */
export function demoLeaving(demo: DemoAssets): void {
  const done = demo.story()
  const from = demo.day(8, 10)
  const printer = asksToRetire(demo, done, from, '冯佳宁', 'printer2', '定影组件损坏，配件停产')
  done.decided(
    [2, 4, 6].map((days) => demo.after(from, days)),
    () => printer().approvalId
  )
  const disposedOn = demo.after(from, 11)
  done.on(disposedOn, '15:00', async () => {
    const { id, version } = await demo.house.database.read.findOneByOrFail(Retirement, { id: printer().id })
    await demo.as(demo.clerk, '处置下账', (unit) =>
      carryOutRetirement(unit, demo.house, {
        id,
        version,
        disposedOn,
        approvalNumber: `云财资〔${disposedOn.slice(0, 4)}〕16号`,
        incomeCents: 3_000,
        method: '交县定点再生资源回收企业'
      })
    )
  })
  const approved = demo.story()
  const computer = asksToRetire(demo, approved, demo.ago(8), '易水寒', 'pc5', '主板损坏，无法开机')
  approved.decided([demo.ago(7), demo.ago(6), demo.ago(5)], () => computer().approvalId)
  const pending = demo.story()
  const sofa = asksToRetire(demo, pending, demo.ago(3), '谢晓岚', 'sofa', '皮面破损，弹簧外露')
  pending.decided([demo.ago(2)], () => sofa().approvalId, { steps: 1 })
}
