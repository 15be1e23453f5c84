import type { SealKind } from '../../../contract/seals'
import { instantAt } from '../../../kernel/instant'
import { addDays, addMonths, startOfMonth } from '../../../kernel/localDate'
import { Destruction, type Seal } from '../entities'
import { carryOutDestruction, requestDestruction } from '../destruction/acts'
import { sealAway, suspendSeal } from '../seal/ending'
import { recordLossSteps, reportLoss } from '../loss/acts'
import { enterSeal } from '../seal/opening'
import type { DemoOffice } from './acting'
import { demoEngravings } from './engraving'
import { passed, type DemoSeals } from './passing'
import { lostAndReissued, wornAndReplaced } from './replacing'

const bureauName = '云溪县城市管理和综合执法局'

/** The seals the bureau had when the ledger began. */
export async function demoRegister(demo: DemoOffice): Promise<DemoSeals> {
  const { today } = demo.diary
  const director = await demo.holder('officeDirector')
  const custodian = await demo.holder('sealCustodian')
  const head = await demo.holder('head')
  const legal = await demo.holder('unitHead', '法制教育股')
  const squadHead = await demo.holder('unitHead', '一中队')
  const cashier = await demo.holder('sealCustodian', '财务审计装备股')
  const works = await demo.holder('unitHead', '市政公用股')
  let serial = 0
  const entered = async (
    name: string,
    imprintText: string,
    kind: SealKind,
    unitName: string,
    custodianId: string,
    ownerId?: string
  ): Promise<Seal> => {
    serial += 1
    await demo.diary.later(6)
    const imprintId = await demo.picture(director, `${name}印模.png`, kind === 'caseReview' ? 'blue' : 'red')
    const unitId = await demo.unit(unitName)
    return demo.as(director, '登记期初印章', (unit) =>
      enterSeal(unit, {
        name,
        imprintText,
        kind,
        material: 'photosensitive',
        size: kind === 'personal' ? '2厘米×2厘米' : '直径4.2厘米',
        shape: kind === 'personal' ? 'square' : 'round',
        unitId,
        ownerId,
        sealCode: `43052800${String(10_000 + serial)}`,
        approvalDocument: `云公特印〔2021〕${serial}号`,
        engraver: '云溪县永安刻章服务部',
        engravedOn: addDays(today, -1500 + serial),
        activationNumber: `云城管办〔2021〕${serial}号`,
        activatedOn: addDays(today, -1490 + serial),
        storage: `${unitName}印章保管柜`,
        safeguard: '保险柜、视频监控',
        custodianId,
        imprintId
      })
    )
  }
  const old = (name: string) => entered(name, `${name}（旧）`, 'unit', '市政公用股', works)
  return {
    bureau: await entered('局行政章', bureauName, 'bureau', '办公室', custodian),
    party: await entered('局党组章', `中共${bureauName}党组`, 'partyGroup', '办公室', custodian),
    finance: await entered('财务专用章', `${bureauName}财务专用章`, 'finance', '财务审计装备股', cashier),
    personal: await entered('周启明印鉴', '周启明', 'personal', '办公室', custodian, head),
    caseReview: await entered('案件核审章', '案件核审专用章', 'caseReview', '法制教育股', legal),
    squad: await entered('一中队印章', '云溪县城市管理执法大队一中队', 'unit', '一中队', squadHead),
    approvals: await entered('行政审批专用章', `${bureauName}行政审批专用章`, 'approval', '办公室', custodian),
    cleaning: await entered(
      '环卫所印章',
      '云溪县环境卫生管理所',
      'institution',
      '环境卫生管理所',
      await demo.holder('unitHead', '环境卫生管理所')
    ),
    gone: [await old('路灯管理股印章'), await old('广告管理股印章'), await old('爱卫股印章')],
    lost: await entered('联审会签章', '联审会签专用章', 'jointReview', '财务审计装备股', cashier),
    lostBefore: await entered('财务审计装备股印章', `${bureauName}财务审计装备股`, 'unit', '财务审计装备股', cashier),
    worn: await entered('法制教育股印章', `${bureauName}法制教育股`, 'unit', '法制教育股', legal),
    custodian,
    director
  }
}

/** What became of seals over the year: handed over, suspended, recovered, destroyed, lost, and new ones. */
export function demoLives(demo: DemoOffice, seals: DemoSeals): readonly (() => Promise<void>)[] {
  const { diary } = demo
  const { custodian, director } = seals
  const inMonth = (month: number, day: number, time: string) => () =>
    diary.reach(instantAt(diary.workday(addDays(startOfMonth(addMonths(diary.today, month - 12)), day)), time))
  const recovered = async (seal: Seal): Promise<Seal> => {
    const holder = await demo.holder('unitHead', '市政公用股')
    return passed(demo, seal, director, holder, director, {
      kind: 'recovery',
      reason: '机构撤并',
      witnessId: custodian
    })
  }
  const [kept, away, destroyed] = seals.gone
  return [
    async () => {
      await diary.reach(diary.ago(2, '15:20'))
      await passed(demo, seals.approvals, custodian, custodian, await demo.holder('vehicleOffice'), {
        kind: 'standIn',
        until: addDays(diary.today, 3),
        arrangedById: director,
        reason: '监印人外出培训'
      })
    },
    async () => {
      const { id, version } = seals.cleaning
      await diary.reach(diary.ago(9, '10:10'))
      await demo.as(director, '停用印章', (unit) =>
        suspendSeal(unit, { id, version, on: unit.today, reason: '机构更名，待换新章' })
      )
    },
    async () => {
      await inMonth(3, 9, '09:20')()
      if (kept) await recovered(kept)
    },
    async () => {
      if (!away) return
      await inMonth(3, 9, '09:40')()
      const { id, version } = await recovered(away)
      await inMonth(4, 14, '15:10')()
      await demo.as(director, '封存印章', (unit) =>
        sealAway(unit, { id, version, on: unit.today, reason: '机构撤并', place: '档案室铁皮柜' })
      )
    },
    async () => {
      if (!destroyed) return
      await inMonth(3, 9, '10:00')()
      const seal = await recovered(destroyed)
      await inMonth(6, 12, '09:30')()
      await demoDestruction(demo, seal, seals)
    },
    () => loss(demo, seals),
    async () => {
      await inMonth(7, 5, '16:10')()
      await lostAndReissued(demo, seals.lostBefore, seals)
    },
    async () => {
      await inMonth(9, 11, '09:30')()
      await wornAndReplaced(demo, seals.worn, seals)
    },
    ...demoEngravings(demo, director)
  ]
}

async function loss(demo: DemoOffice, { director, lost }: DemoSeals): Promise<void> {
  await demo.diary.reach(demo.diary.ago(1, '15:50'))
  const head = await demo.holder('head')
  const reported = await demo.as(await demo.holder('sealCustodian', '财务审计装备股'), '报告遗失', (unit) =>
    reportLoss(unit, {
      sealId: lost.id,
      version: lost.version,
      discoveredAt: unit.now,
      lostFrom: unit.today,
      circumstances: '当日清点保管柜时发现印章不在柜内，查找未果。'
    })
  )
  await demo.diary.later(40)
  await demo.as(director, '登记遗失处理', (unit) =>
    recordLossSteps(unit, { id: reported.id, version: reported.version, leaderId: head, leaderReportedAt: unit.now })
  )
}

async function demoDestruction(demo: DemoOffice, seal: Seal, { custodian, director }: DemoSeals): Promise<void> {
  const destruction = await demo.as(custodian, '申请销毁', (unit) =>
    requestDestruction(unit, demo.house, {
      sealId: seal.id,
      version: seal.version,
      reason: '机构撤销，印章作废',
      method: '切割粉碎'
    })
  )
  await demo.decideInTurn(destruction.approvalId)
  await demo.diary.workdays(3, '15:30')
  const { version } = await demo.house.database.read.findOneByOrFail(Destruction, { id: destruction.id })
  const photoId = await demo.picture(director, '销毁照片.png')
  const two = [await demo.holder('sealCustodian', '财务审计装备股'), await demo.holder('vehicleOffice')]
  const witnesses = two.map((person) => demo.signature(person))
  await demo.as(custodian, '登记销毁', (unit) =>
    carryOutDestruction(unit, { id: destruction.id, version, place: '局机关后院', photoId, witnesses })
  )
}
