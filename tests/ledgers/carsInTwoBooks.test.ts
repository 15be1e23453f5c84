import { beforeAll, expect, it } from 'vitest'
import { dueAssets } from '@main/ledgers/assets/due'
import { Retirement, type Asset } from '@main/ledgers/assets/entities'
import { carryOutRetirement, submitRetirement } from '@main/ledgers/assets/retirement/acts'
import { vehiclesDue } from '@main/ledgers/vehicles/due'
import type { Vehicle } from '@main/ledgers/vehicles/entities'
import { retireVehicle } from '@main/ledgers/vehicles/vehicle/acts'
import { ExceptionEntry } from '@main/platform/database/auditEntities'
import type { Person } from '@main/office/entities'
import { aCard, anAssetBureau, approveAll, doing, expectRefused, type AssetBureau } from '../support/assets'
import { onBothEngines } from '../support/house'
import { aPerson } from '../support/people'
import { aVehicle, doing as doingVehicles, readingAs, vehicleNow } from '../support/vehicles'

/** A car has a file with the vehicle office and a card with the office; both close on one day (VEH-01, AST-12). */
onBothEngines('a car in two books', (house) => {
  let bureau: AssetBureau
  let officer: Person
  let next = 0
  beforeAll(async () => {
    bureau = await anAssetBureau(house())
    officer = await aPerson(house(), { name: '韦车管', unitId: bureau.office.id, posts: ['vehicleOffice'] })
  })

  /** A car of the squad on both books, old enough to go; found by the card's number, or by its plate alone. */
  async function aCar(by: 'number' | 'plate'): Promise<{ card: Asset; file: Vehicle }> {
    next += 1
    const plate = `湘E7${String(next).padStart(3, '0')}A`
    const card = await aCard(house(), bureau, {
      name: '轻型普通货车',
      category: 'vehicle',
      plate: by === 'plate' ? plate : undefined,
      originalCents: 9_800_000,
      acquiredOn: '2010-03-15',
      enteredOn: '2010-03-15',
      unitId: bureau.squad.id
    })
    const file = await aVehicle(house(), officer, {
      plate,
      unitId: bureau.squad.id,
      ...(by === 'number' ? { assetNumber: card.number.toLowerCase() } : {})
    })
    return { card, file }
  }
  const closing = (file: Vehicle, reasons = {}) =>
    doingVehicles(
      house(),
      officer,
      async (unit) =>
        retireVehicle(unit, house(), {
          id: file.id,
          version: (await vehicleNow(house(), file)).version,
          state: 'scrapped',
          documentNumber: '批1号',
          reason: '检测不合格'
        }),
      reasons
    )

  /** A disposal that is approved; gives the act of carrying it out today. */
  async function approvedDisposal(
    card: Asset
  ): Promise<(reasons?: Readonly<Record<string, string>>) => Promise<Retirement>> {
    const { row, approval } = await doing(house(), bureau.colleague, (unit) =>
      submitRetirement(unit, house(), {
        assetIds: [card.id],
        kind: 'scrap',
        reason: '检测不合格',
        appraisal: '使用超过十二年，检测不合格'
      })
    )
    await approveAll(house(), approval.id)
    return (reasons = {}) =>
      doing(
        house(),
        bureau.clerk,
        async (unit) =>
          carryOutRetirement(unit, house(), {
            id: row.id,
            version: (await unit.load(Retirement, row.id, '处置申请')).version,
            disposedOn: house().clock.today(),
            approvalNumber: '洞财资〔2026〕12号',
            incomeCents: 50_000,
            method: '交报废汽车回收企业'
          }),
        reasons
      )
  }
  const dueInAssets = async ({ id }: Asset) =>
    (await dueAssets(await readingAs(house(), bureau.clerk))).filter(
      ({ rule, subjectType, subjectId }) => rule === 'AST-12' && subjectType === 'asset' && subjectId === id
    )
  const dueInVehicles = async ({ id }: Vehicle) =>
    (await vehiclesDue(await readingAs(house(), officer))).filter(
      ({ rule, subjectId }) => rule === 'VEH-01' && subjectId === id
    )
  const late = '回收企业次日才出具证明'
  const exceptions = (rule: string) => house().database.read.countBy(ExceptionEntry, { rule, reason: late })

  it.each(['number', 'plate'] as const)(
    'AST-12 a card whose file is closed is due that day, and goes on another with a reason only; known by its %s',
    async (by) => {
      const before = await exceptions('AST-12')
      const { card, file } = await aCar(by)
      const carryOut = await approvedDisposal(card)
      expect([await dueInAssets(card), await dueInVehicles(file)]).toEqual([[], []])
      await closing(file)
      expect(await dueInAssets(card)).toMatchObject([{ dueOn: house().clock.today(), number: card.number }])
      house().clock.advanceDays(1)
      await expectRefused(house(), 'AST-12', carryOut, /档案已于.*注销，资产卡片应同日下账/)
      await carryOut({ 'AST-12': late })
      expect(await dueInAssets(card)).toEqual([])
      expect(await exceptions('AST-12')).toBe(before + 1)
    }
  )

  it.each(['number', 'plate'] as const)(
    'VEH-01 a file whose card has left the book is due that day, and closes on another with a reason only; known by its %s',
    async (by) => {
      const before = await exceptions('VEH-01')
      const { card, file } = await aCar(by)
      await (
        await approvedDisposal(card)
      )()
      expect(await dueInVehicles(file)).toMatchObject([{ dueOn: house().clock.today(), number: file.plate }])
      house().clock.advanceDays(1)
      await expectRefused(house(), 'VEH-01', () => closing(file), /已于.*下账，车辆档案应同日注销/)
      await closing(file, { 'VEH-01': late })
      expect(await dueInVehicles(file)).toEqual([])
      expect(await exceptions('VEH-01')).toBe(before + 1)
    }
  )

  it('VEH-01 AST-12 ask for nothing where both close on one day', async () => {
    const { card, file } = await aCar('number')
    const carryOut = await approvedDisposal(card)
    await closing(file)
    await carryOut()
    expect([await dueInAssets(card), await dueInVehicles(file)]).toEqual([[], []])
  })
})
