import { beforeAll, expect, it } from 'vitest'
import { instantAt } from '@main/kernel/instant'
import { recordCollective } from '@main/office/approvals/collective'
import { Approval } from '@main/office/approvals/entities'
import { RepairItem } from '@main/ledgers/vehicles/entities'
import {
  accept,
  chargeDriver,
  closeRepair,
  collectFromDriver,
  handInRepairPapers,
  handOver,
  receiveList,
  receiveStatement
} from '@main/ledgers/vehicles/repair/garage'
import { requestRepair, requestSupplement } from '@main/ledgers/vehicles/repair/request'
import { vehiclesHeldBy } from '@main/ledgers/vehicles/clearance'
import { decideThrough } from '../../support/ledgerActs'
import { onBothEngines } from '../../support/house'
import { anAttachment } from '../../support/people'
import {
  aMotorPool,
  anApprovedRepair,
  aProvider,
  aRepairInput,
  bothSign,
  doing,
  expectRefused,
  inGarage,
  repairNow,
  vehicleNow,
  type MotorPool
} from '../../support/vehicles'

onBothEngines(
  'maintenance',
  (house) => {
    let pool: MotorPool
    beforeAll(async () => {
      pool = await aMotorPool(house())
    })
    const ask = (plan: Parameters<typeof aRepairInput>[1] = {}, by = pool.main) =>
      doing(house(), by, (unit) => requestRepair(unit, house(), aRepairInput(pool, plan)), { 'K-05': '各是一项' })
    const itemsOf = (repairId: string) =>
      house().database.read.find(RepairItem, { where: { repairId }, order: { id: 'ASC' } })
    const accepting = async (repairId: string, prices: readonly (readonly [material: number, labour: number])[]) => {
      const repair = await repairNow(house(), { id: repairId })
      const items = await itemsOf(repairId)
      const signatures = bothSign(pool)
      const lines = prices.map(([materialCents, labourCents], index) => ({
        itemId: items[index]?.id,
        name: items[index]?.name ?? '清洗积碳',
        materialCents,
        labourCents
      }))
      return () =>
        doing(house(), pool.main, (unit) =>
          accept(unit, house(), { id: repairId, version: repair.version, km: 10_000, lines, defectIds: [], signatures })
        )
    }

    it('VEH-11 is asked for by the driver, at a designated garage, and goes through every leader to the secretary', async () => {
      await expectRefused(house(), 'VEH-11', () => ask({}, pool.finance), '由该车驾驶员申请')
      const station = await aProvider(house(), pool.officer, 'station', '城南加油站')
      await expectRefused(house(), 'VEH-11', () => ask({ garageId: station.id }), '不是定点修理厂')
      const repair = await ask()
      const { steps } = await house().database.read.findOneByOrFail(Approval, { id: repair.approvalId ?? '' })
      expect(steps.map(({ role }) => role)).toEqual(['unitHead', 'vehicleOffice', 'leader', 'head', 'partySecretary'])
      await expectRefused(
        house(),
        'VEH-11',
        () =>
          doing(house(), pool.main, (unit) =>
            handOver(unit, { id: repair.id, version: repair.version, km: 10_000, signatures: {} })
          ),
        '还没有全部批准'
      )
    })

    it('VEH-11 hands the car over by driver and office together', async () => {
      const repair = await anApprovedRepair(house(), pool)
      const { driver } = bothSign(pool)
      await expectRefused(
        house(),
        'VEH-11',
        () =>
          doing(house(), pool.main, (unit) =>
            handOver(unit, { id: repair.id, version: repair.version, km: 10_000, signatures: { driver } })
          ),
        '一起送修'
      )
      const signatures = bothSign(pool)
      const handed = await doing(house(), pool.main, (unit) =>
        handOver(unit, { id: repair.id, version: repair.version, km: 10_000, signatures })
      )
      expect([handed.state, (await vehicleNow(house(), pool.vehicle)).state]).toEqual(['inGarage', 'repair'])
      const done = await (
        await accepting(repair.id, [
          [20_000, 10_000],
          [0, 20_000]
        ])
      )()
      expect(done).toMatchObject({
        state: 'accepted',
        materialCents: 20_000,
        labourCents: 30_000,
        actualCents: 50_000,
        accepters: '彭驾驶、韦车管'
      })
      expect((await vehicleNow(house(), pool.vehicle)).state).toBe('inUse')
    })

    it('VEH-13 holds each item to what was approved for it, even where the sum is kept, and other items for a supplement', async () => {
      const repair = await inGarage(house(), pool)
      await expectRefused(
        house(),
        'VEH-13',
        await accepting(repair.id, [
          [30_001, 0],
          [0, 19_999]
        ]),
        '超过批准的300.00元'
      )
      await expectRefused(
        house(),
        'VEH-13',
        await accepting(repair.id, [
          [30_000, 0],
          [0, 20_000],
          [5_000, 0]
        ]),
        '不在批准的项目内'
      )
      const supplement = await doing(house(), pool.main, (unit) =>
        requestSupplement(unit, house(), {
          id: repair.id,
          reason: '拆检发现漏油',
          items: [{ name: '更换油封', amountCents: 5_000 }]
        })
      )
      await expectRefused(
        house(),
        'VEH-13',
        await accepting(repair.id, [
          [30_000, 0],
          [0, 20_000]
        ]),
        '增项没有批准'
      )
      await decideThrough(house(), supplement.approvalId ?? '')
      expect((await repairNow(house(), repair)).approvedCents).toBe(55_000)
      expect(
        await (
          await accepting(repair.id, [
            [30_000, 0],
            [0, 20_000],
            [4_000, 1_000]
          ])
        )()
      ).toMatchObject({ actualCents: 55_000 })
    })

    it('VEH-13 closes once finance has the signed list', async () => {
      const repair = await inGarage(house(), pool)
      const accepted = await (
        await accepting(repair.id, [
          [10_000, 0],
          [0, 10_000]
        ])
      )()
      const close = (version: number) =>
        doing(house(), pool.officer, (unit) => closeRepair(unit, { id: repair.id, version }))
      await expectRefused(house(), 'VEH-13', () => close(accepted.version), '财务装备股')
      const listed = await doing(house(), pool.finance, (unit) =>
        receiveList(unit, { id: repair.id, version: accepted.version })
      )
      expect((await close(listed.version)).state).toBe('closed')
    })

    it('VEH-11 keeps what the driver bears on the clearance sheet until it is collected', async () => {
      const repair = await inGarage(house(), pool)
      const accepted = await (
        await accepting(repair.id, [
          [10_000, 0],
          [0, 10_000]
        ])
      )()
      const listed = await doing(house(), pool.finance, (unit) =>
        receiveList(unit, { id: repair.id, version: accepted.version })
      )
      const charged = await doing(house(), pool.officer, (unit) =>
        chargeDriver(unit, { id: repair.id, version: listed.version, borneCents: 8_000, reason: '擅自改换配件' })
      )
      const held = () => vehiclesHeldBy(house().database.read, pool.main.id, house().clock.today())
      expect((await held()).map(({ number }) => number)).toContain(repair.number)
      await expectRefused(
        house(),
        'VEH-11',
        () => doing(house(), pool.officer, (unit) => closeRepair(unit, { id: repair.id, version: charged.version })),
        '还没有收回'
      )
      const paid = await doing(house(), pool.finance, (unit) =>
        collectFromDriver(unit, { id: repair.id, version: charged.version })
      )
      expect((await held()).map(({ number }) => number)).not.toContain(repair.number)
      expect(
        (await doing(house(), pool.officer, (unit) => closeRepair(unit, { id: repair.id, version: paid.version })))
          .state
      ).toBe('closed')
    })

    it('K-05 asks for the meeting from ten thousand yuan on, supplements included', async () => {
      const large = await ask({ items: [{ name: '发动机总成', amountCents: 1_000_000 }] })
      expect(await house().database.read.findOneByOrFail(Approval, { id: large.approvalId ?? '' })).toMatchObject({
        needsCollective: true
      })
      await decideThrough(house(), large.approvalId ?? '', { steps: 4 })
      await expectRefused(house(), 'K-05', () => decideThrough(house(), large.approvalId ?? ''))
      const small = await ask({ items: [{ name: '变速箱', amountCents: 999_999 }] })
      expect(await house().database.read.findOneByOrFail(Approval, { id: small.approvalId ?? '' })).toMatchObject({
        needsCollective: false
      })
      const approval = await house().database.read.findOneByOrFail(Approval, { id: large.approvalId ?? '' })
      const attachmentId = (await anAttachment(house())).id
      const collective = {
        meeting: '局党组会',
        heldOn: house().clock.today(),
        minutesNumber: '〔2026〕9号',
        attachmentId,
        headOpinion: '同意'
      }
      await doing(house(), pool.officer, (unit) => recordCollective(unit, approval.id, approval.version, collective))
      await decideThrough(house(), approval.id)
      expect((await repairNow(house(), large)).state).toBe('approved')
    })

    it('VEH-12 lets a breakdown be mended once every leader agreed; papers count from the return', async () => {
      const plan = {
        breakdown: true,
        garageId: undefined,
        roadsideGarage: '高速服务区修理点',
        reason: '水箱开裂',
        items: [{ name: '更换水管', amountCents: 20_000 }]
      }
      await expectRefused(house(), 'VEH-12', () => ask(plan), '只能做让车辆开回的维修')
      const repair = await ask({ ...plan, onlyHome: true })
      const approval = await house().database.read.findOneByOrFail(Approval, { id: repair.approvalId ?? '' })
      expect(approval.steps.map(({ role }) => role)).toEqual(['unitHead', 'leader', 'head', 'partySecretary'])
      await decideThrough(house(), approval.id, { steps: 3 })
      const handing = async () =>
        doing(house(), pool.main, (unit) =>
          handOver(unit, { id: repair.id, version: repair.version, km: 10_000, signatures: {} })
        )
      await expectRefused(house(), 'VEH-12', handing, '每一位领导同意')
      await decideThrough(house(), approval.id)
      const ready = await repairNow(house(), repair)
      await doing(house(), pool.main, (unit) =>
        handOver(unit, { id: repair.id, version: ready.version, km: 10_000, signatures: {} })
      )
      const accepted = await (await accepting(repair.id, [[15_000, 5_000]]))()
      // Back on Tuesday 8 September: one working day later.
      expect(accepted.papersDueOn).toBe('2026-09-09')
      await expectRefused(
        house(),
        'VEH-12',
        () =>
          doing(house(), pool.main, (unit) => handInRepairPapers(unit, { id: repair.id, version: accepted.version })),
        '签字的审批单'
      )
      const attachmentId = (await anAttachment(house())).id
      expect(
        (
          await doing(house(), pool.main, (unit) =>
            handInRepairPapers(unit, { id: repair.id, version: accepted.version, attachmentId })
          )
        ).papersOn
      ).toBe('2026-09-08')
    })

    it('VEH-14 asks for the statement of an overhaul and that finance has it', async () => {
      const overhaul = { kind: 'overhaul', items: [{ name: '车身钣金', amountCents: 300_000 }] } as const
      await expectRefused(house(), 'VEH-14', () => ask({ ...overhaul, items: [...overhaul.items] }), '情况说明')
      const repair = await inGarage(house(), pool, {
        ...overhaul,
        items: [...overhaul.items],
        faultStatement: '9月6日追尾，左前纵梁变形'
      })
      const accepted = await (await accepting(repair.id, [[200_000, 100_000]]))()
      const listed = await doing(house(), pool.finance, (unit) =>
        receiveList(unit, { id: repair.id, version: accepted.version })
      )
      await expectRefused(
        house(),
        'VEH-14',
        () => doing(house(), pool.officer, (unit) => closeRepair(unit, { id: repair.id, version: listed.version })),
        '还没有报财务装备股'
      )
      const received = await doing(house(), pool.finance, (unit) =>
        receiveStatement(unit, { id: repair.id, version: listed.version })
      )
      expect(
        (await doing(house(), pool.officer, (unit) => closeRepair(unit, { id: repair.id, version: received.version })))
          .state
      ).toBe('closed')
    })
  },
  instantAt('2026-09-08', '09:30')
)
