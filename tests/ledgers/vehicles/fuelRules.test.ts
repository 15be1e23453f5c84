import { describe, expect, it } from 'vitest'
import {
  fuelMonthDueOn,
  isOff,
  lastWholeMonth,
  monthHandInDueOn,
  per100Of,
  per100Words,
  VEH_09,
  VEH_10
} from '@main/ledgers/vehicles/rules/fuel'
import { bookWith, held, plainBook } from '../../support/judged'

// The edges of fuel by DK-02 加油规定、安全用车规定第3项第（4）目 and DK-07 三十一. Thousandths of a litre, cents.
describe('VEH-09', () => {
  const card = { state: 'active', ofThisVehicle: true, cardNumber: '8801' } as const
  const entered = (more: object) =>
    held(
      VEH_09.on({
        appointed: true,
        closedOn: undefined,
        station: '城北站',
        designated: true,
        card,
        noCardReason: '',
        driverSigned: true,
        plate: '湘E1',
        grade: 'g92',
        vehicleGrade: 'g92',
        litres: 40_000,
        priceCents: 756,
        amountCents: 30_240,
        ...more
      })
    )
  it.each([
    ['by the refueller with the car’s card, signed', {}, []],
    ['by somebody else', { appointed: false }, ['BLOCK 加油由办公室指定的加油员统一登记']],
    [
      'after its file was closed',
      { closedOn: '2026-05-01' },
      ['BLOCK 湘E1的档案已于2026年5月1日注销，不能登记以后的加油']
    ],
    ['elsewhere', { designated: false }, ['WARN 城北站不是定点加油站']],
    ['with a lost card', { card: { ...card, state: 'lost' } }, ['BLOCK 加油卡8801已挂失，不能使用']],
    ['with a cancelled card', { card: { ...card, state: 'cancelled' } }, ['BLOCK 加油卡8801已注销，不能使用']],
    [
      'with a lost card of another car: what is lost says it all',
      { card: { ...card, state: 'lost', ofThisVehicle: false } },
      ['BLOCK 加油卡8801已挂失，不能使用']
    ],
    ['with another car’s card', { card: { ...card, ofThisVehicle: false } }, ['WARN 加油卡8801不是湘E1的卡']],
    ['without a card', { card: undefined }, ['NEED 未用卡原因']],
    ['without a card for a reason', { card: undefined, noCardReason: '卡在补办' }, []],
    ['with a card and a reason', { noCardReason: '卡在补办' }, []],
    ['unsigned', { driverSigned: false }, ['NEED 驾驶员签字']],
    ['with another grade', { grade: 'g95' }, ['WARN 湘E1用92号汽油，登记的是95号汽油']],
    ['with any grade where the file says none', { grade: 'g95', vehicleGrade: null }, []],
    ['a cent above litres × price', { amountCents: 30_241 }, []],
    ['a cent below', { amountCents: 30_239 }, []],
    ['two cents above', { amountCents: 30_242 }, ['WARN 金额302.42元与升数×单价302.40元不符']],
    ['two cents below', { amountCents: 30_238 }, ['WARN 金额302.38元与升数×单价302.40元不符']]
  ])('is refuelled %s', (_, more, said) => {
    expect(entered(more)).toEqual(said)
  })

  it.each([
    [{ designated: false }, 'station'],
    [{ card: { ...card, state: 'lost' } }, 'cardId'],
    [{ card: { ...card, state: 'cancelled' } }, 'cardId'],
    [{ card: { ...card, ofThisVehicle: false } }, 'cardId'],
    [{ card: undefined }, 'noCardReason'],
    [{ driverSigned: false }, 'signatures.driver'],
    [{ grade: 'g95' }, 'grade'],
    [{ amountCents: 1 }, 'amountCents']
  ])('says it where it was typed: %o', (more, field) => {
    const facts = {
      appointed: true,
      closedOn: undefined,
      station: '城北站',
      designated: true,
      card,
      noCardReason: '',
      driverSigned: true,
      plate: '湘E1',
      grade: 'g92',
      vehicleGrade: 'g92',
      litres: 40_000,
      priceCents: 756,
      amountCents: 30_240,
      ...more
    } as Parameters<typeof VEH_09.on>[0]
    expect(
      VEH_09.on(facts)
        .objections(plainBook)
        .map((one) => one.field)
    ).toEqual([field])
  })
})

describe('VEH-10', () => {
  // Three stretches of 24.9 litres on 300 km together: 8.3 litres a hundred kilometres.
  const before = { litres: 24_900, km: 300, count: 3 }
  const facts = { plate: '湘E1', litres: 50_000, tank: 50_000, stretch: undefined, before }
  const judged = (more: object, book = plainBook) => held(VEH_10.on({ ...facts, ...more }), book)

  it('takes as much as the tank holds, not a thousandth more; a tank that is not recorded says nothing', () => {
    expect(judged({})).toEqual([])
    expect(judged({ litres: 50_001 })).toEqual(['BLOCK 加油50.001升，超过湘E1的油箱容积50升'])
    expect(judged({ litres: 500_000, tank: null })).toEqual([])
    expect(VEH_10.on({ ...facts, litres: 50_001 }).objections(plainBook)[0]?.field).toBe('litres')
  })

  it('marks a stretch more than a fifth off the average of three, above and below', () => {
    // A fifth of 8.3 is 1.66: 9.96 and 6.64 litres are still within.
    const at = (litres: number) => judged({ stretch: { litres, km: 100 } })
    expect(at(9_960)).toEqual([])
    expect(at(9_961)).toEqual(['WARN 百公里油耗10.0升，偏离本车十二个月平均8.3升超过20%'])
    expect(at(6_640)).toEqual([])
    expect(at(6_639)).toEqual(['WARN 百公里油耗6.6升，偏离本车十二个月平均8.3升超过20%'])
    expect(VEH_10.on({ ...facts, stretch: { litres: 1, km: 100 } }).objections(plainBook)[0]?.field).toBe('km')
    expect(judged({ stretch: { litres: 9_961, km: 100 } }, bookWith('VEH-10', { percent: 21 }))).toEqual([])
  })

  it('says nothing of an average of too few stretches, or of none', () => {
    const stretch = { litres: 20_000, km: 100 }
    expect(judged({ stretch })).toHaveLength(1)
    expect(judged({ stretch, before: { ...before, count: 2 } })).toEqual([])
    expect(judged({ stretch, before: { ...before, count: 2 } }, bookWith('VEH-10', { stretches: 2 }))).toHaveLength(1)
    const limits = { percent: 20, stretches: 3 }
    for (const empty of [{ km: 0 }, { litres: 0 }]) expect(isOff(stretch, { ...before, ...empty }, limits)).toBe(false)
    expect(isOff({ litres: 20_000, km: 0 }, before, limits)).toBe(false)
    expect(isOff({ litres: 1, km: 1 }, { litres: 1, km: 1, count: 3 }, limits)).toBe(false)
    expect(isOff({ litres: 2, km: 1 }, { litres: 1, km: 1, count: 3 }, limits)).toBe(true)
  })

  it('reads litres per hundred kilometres with a decimal, and none where no kilometre was driven', () => {
    expect(per100Of({ litres: 8_400, km: 100 })).toBe(8_400)
    expect(per100Of({ litres: 25_000, km: 300 })).toBe(8_333)
    expect(per100Of({ litres: 25_000, km: 0 })).toBeNull()
    expect(per100Words({ litres: 25_150, km: 300 })).toBe('8.4')
    expect(per100Words({ litres: 25_000, km: 0 })).toBe('—')
  })

  it('is due on the 5th of the month after, or on the day the bureau set; handed in the day after it was signed', () => {
    expect(fuelMonthDueOn('2026-05', plainBook)).toBe('2026-06-05')
    expect(fuelMonthDueOn('2026-12', plainBook)).toBe('2027-01-05')
    expect(fuelMonthDueOn('2026-05', bookWith('VEH-10', { dueDay: 10 }))).toBe('2026-06-10')
    expect(monthHandInDueOn('2026-02-28')).toBe('2026-03-01')
    expect(lastWholeMonth('2026-06-01')).toBe('2026-05')
    expect(lastWholeMonth('2026-01-31')).toBe('2025-12')
  })
})
