import { yearOf } from '../../../kernel/localDate'
import { activateSeal, registerEngraved, requestEngraving, type EngravingInput } from '../engraving/acts'
import { Engraving, type Seal } from '../entities'
import type { DemoOffice } from './acting'

type Asked = Omit<EngravingInput, 'kind' | 'material' | 'size' | 'shape' | 'unitId'>

/** An application for a unit's own seal, decided so many steps on. */
export async function askedFor(demo: DemoOffice, unitName: string, steps: number, asked: Asked): Promise<Engraving> {
  const applicant = await demo.clerkOf(unitName)
  const unitId = await demo.unit(unitName)
  const looks = { kind: 'unit', material: 'photosensitive', size: '直径4.2厘米', shape: 'round' } as const
  const engraving = await demo.as(applicant, '申请刻制', (unit) =>
    requestEngraving(unit, demo.house, { ...asked, ...looks, unitId })
  )
  await demo.decideInTurn(engraving.approvalId, { steps })
  return demo.house.database.read.findOneByOrFail(Engraving, { id: engraving.id })
}

/** The seal as it comes from the engraver's, entered with its imprint. */
export async function engravedFor(
  demo: DemoOffice,
  director: string,
  unitName: string,
  { id, version, number, name }: Engraving
): Promise<Seal> {
  const imprintId = await demo.picture(director, `${name}印模.png`)
  return demo.as(director, '登记刻制', (unit) =>
    registerEngraved(unit, {
      ...{ id, version, imprintId },
      engraver: '云溪县永安刻章服务部',
      designated: true,
      approvalDocument: `云城管批〔${yearOf(unit.today)}〕${number.slice(-2)}号`,
      engravedOn: unit.today,
      storage: `${unitName}办公室`,
      safeguard: '铁皮柜双锁'
    })
  )
}

/** Engraving applications from pending to a seal that waits for its first custodian. */
export function demoEngravings(demo: DemoOffice, director: string): readonly (() => Promise<void>)[] {
  const { diary } = demo
  const asked = async (unitName: string, steps: number): Promise<Engraving> =>
    askedFor(demo, unitName, steps, {
      name: `${unitName}新印章`,
      imprintText: `云溪县城市管理执法大队${unitName}`,
      engraving: 'first',
      reason: '单位成立后尚无印章，行文不便',
      basis: `云编发〔${yearOf(diary.today)}〕5号批复`
    })
  const engraved = async (unitName: string) => {
    const engraving = await asked(unitName, 9)
    await diary.workdays(5, '14:50')
    return engravedFor(demo, director, unitName, engraving)
  }
  return [
    async () => {
      await diary.reach(diary.ago(2, '09:40'))
      await asked('政工股', 1)
    },
    async () => {
      await diary.reach(diary.ago(5, '10:10'))
      await asked('市政公用股', 9)
    },
    async () => {
      await diary.reach(diary.ago(12, '09:10'))
      await engraved('三中队')
    },
    async () => {
      await diary.reach(diary.ago(16, '09:25'))
      const { id, version } = await engraved('二中队')
      await diary.workdays(3, '16:00')
      await demo.as(director, '发文启用', (unit) =>
        activateSeal(unit, {
          id,
          version,
          activationNumber: `云城管办〔${yearOf(unit.today)}〕31号`,
          activatedOn: unit.today
        })
      )
    }
  ]
}
