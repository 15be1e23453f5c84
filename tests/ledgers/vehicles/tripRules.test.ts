import { describe, expect, it } from 'vitest'
import { instantAt } from '@main/kernel/instant'
import { WorkingCalendar } from '@main/kernel/workingCalendar'
import {
  explanationDueOn,
  layupDueOn,
  minutesLate,
  outsideHours,
  papersDeadline,
  releaseDueOn,
  VEH_04,
  VEH_05,
  VEH_06,
  VEH_07
} from '@main/ledgers/vehicles/rules/trip'
import { bookWith, held, plainBook } from '../../support/judged'

// The edges of a trip by DK-02 二, 二2 and BZ-03 三 至 八.
const office = { profile: 'baicheng-office', settings: {} } as const
const calendar = new WorkingCalendar(
  [
    { date: '2026-05-01', kind: 'holiday', name: '劳动节' },
    { date: '2026-05-09', kind: 'workday', name: '劳动节' }
  ],
  [2026]
)
const clash = { number: 'PC-1', fromAt: instantAt('2026-05-19', '08:00'), untilAt: instantAt('2026-05-19', '12:00') }
const shown = 'PC-1（2026-05-19 08:00至2026-05-19 12:00）'

describe('VEH-04', () => {
  const asked = (more: object, book: typeof plainBook = plainBook) =>
    held(
      VEH_04.on({
        fromAt: instantAt('2026-05-19', '09:00'),
        untilAt: instantAt('2026-05-19', '11:00'),
        now: instantAt('2026-05-19', '09:00'),
        emergency: false,
        passengers: [{ name: '彭一帆', duty: '记录' }],
        plate: '湘E1',
        driverName: '向北辰',
        vehicleClash: undefined,
        driverClash: undefined,
        vehicleAway: undefined,
        outsideHours: false,
        dutyOutsideHours: false,
        carsOfOccasion: 4,
        leaderUse: false,
        applicantUnit: '一中队',
        ...more
      }),
      book
    )
  const at = (time: string, day = '2026-05-19') => instantAt(day, time)
  it.each([
    ['for now', {}, []],
    ['that ends as it begins', { untilAt: at('09:00') }, ['BLOCK 返回时间应晚于出车时间']],
    ['a minute late', { now: at('09:01') }, ['BLOCK 出车时间已过。先审批后用车；突发情况请按紧急用车办理']],
    ['a minute late, in an emergency', { now: at('09:01'), emergency: true }, []],
    ['of yesterday, in an emergency', { now: at('23:59', '2026-05-20'), emergency: true }, []],
    [
      'of the day before yesterday, in an emergency',
      { now: at('00:00', '2026-05-21'), emergency: true },
      ['BLOCK 紧急用车应在当日或次日登记，不能补登更早的出车']
    ],
    [
      'with somebody aboard who has no duty',
      { passengers: [{ name: '彭一帆', duty: '' }] },
      ['BLOCK 彭一帆没有写明在这次公务中的职责，无关人员不得同乘']
    ],
    ['in a car that is booked', { vehicleClash: clash }, [`BLOCK 湘E1在这段时间已派给${shown}`]],
    ['in some car that is booked', { vehicleClash: clash, plate: undefined }, [`BLOCK 车辆在这段时间已派给${shown}`]],
    ['by a driver who is booked', { driverClash: clash }, [`BLOCK 向北辰在这段时间已安排${shown}`]],
    [
      'by some driver who is booked',
      { driverClash: clash, driverName: undefined },
      [`BLOCK 驾驶员在这段时间已安排${shown}`]
    ],
    ['in a car in repair', { vehicleAway: '正在送修' }, ['BLOCK 湘E1正在送修，不能派出']],
    ['outside working hours', { outsideHours: true }, ['NEED 工作时间外公务的说明']],
    ['outside working hours on duty', { outsideHours: true, dutyOutsideHours: true }, []],
    ['of five cars', { carsOfOccasion: 5 }, ['WARN 一次活动用车5辆，超过4辆，应改乘中客车']],
    ['for a leader', { leaderUse: true }, []]
  ])('asks for a trip %s', (_, more, said) => {
    expect(asked(more)).toEqual(said)
  })

  const leaves = (more: object) =>
    held(
      VEH_04.on({
        stage: 'depart',
        plate: '湘E1',
        driverName: '向北辰',
        at: at('09:00'),
        consentedAt: at('09:00'),
        vehicleOut: undefined,
        driverOut: undefined,
        campaign: undefined,
        ...more
      })
    )
  it('leaves once all have agreed, with car and driver back, in a campaign by the vehicle office', () => {
    expect([leaves({}), leaves({ consentedAt: undefined })]).toEqual([[], []])
    expect(leaves({ consentedAt: at('09:01') })).toEqual([
      'BLOCK 2026-05-19 09:01才全部批准，不能登记为此前出车；先审批后用车'
    ])
    expect(leaves({ vehicleOut: 'PC-2' })).toEqual(['BLOCK 湘E1还在PC-2上出车，登记返回后才能再出车'])
    expect(leaves({ driverOut: 'PC-2' })).toEqual(['BLOCK 向北辰还在PC-2上出车，登记返回后才能再出车'])
    expect(leaves({ campaign: '秋季整治' })).toEqual([
      'BLOCK 秋季整治期间车辆由车管办统一调度，这次用车还没有经车管办派车，请由车管办派车'
    ])
  })

  it('leaves a leader’s car to the secretariat where the bureau has one', () => {
    expect(asked({ leaderUse: true }, office)).toEqual(['BLOCK 领导用车由秘书科负责申请'])
    expect(asked({ leaderUse: true, applicantUnit: '秘书科' }, office)).toEqual([])
    expect(asked({}, office)).toEqual([])
    expect(asked({ carsOfOccasion: 4 }, bookWith('VEH-04', { cars: 3 }))).toHaveLength(1)
  })

  it('knows what lies outside working hours: before, after, overnight, days off', () => {
    const outside = (from: string, until: string, day = '2026-05-19', last = day) =>
      outsideHours(at(from, day), at(until, last), calendar, plainBook)
    expect(outside('08:00', '18:00')).toBe(false)
    expect(outside('07:59', '18:00')).toBe(true)
    expect(outside('08:00', '18:01')).toBe(true)
    expect(outside('09:00', '10:00', '2026-05-19', '2026-05-20')).toBe(true)
    // A public holiday, a Saturday; a Saturday worked in its place.
    expect(outside('09:00', '10:00', '2026-05-01')).toBe(true)
    expect(outside('09:00', '10:00', '2026-05-16')).toBe(true)
    expect(outside('09:00', '10:00', '2026-05-09')).toBe(false)
    const late = bookWith('VEH-04', { workFrom: '8:30', workUntil: '17:15' })
    const within = (from: string, until: string) => outsideHours(at(from), at(until), calendar, late)
    expect([within('08:30', '17:15'), within('08:29', '17:15'), within('08:30', '17:16')]).toEqual([false, true, true])
  })
})

describe('VEH-05', () => {
  it('goes out when every leader has consented, and wants the papers a working day after the return', () => {
    const changed = (over: boolean) => held(VEH_05.on({ stage: 'changed', over }))
    expect([changed(false), changed(true)]).toEqual([[], ['BLOCK 车辆已经返回或不再出车，变更不能事后补批']])
    expect(held(VEH_05.on({ stage: 'depart', waitingFor: [] }))).toEqual([])
    expect(held(VEH_05.on({ stage: 'depart', waitingFor: ['分管领导'] }))).toEqual(['NEED 分管领导'])
    expect(held(VEH_05.on({ stage: 'papers', attachment: true }))).toEqual([])
    expect(held(VEH_05.on({ stage: 'papers', attachment: false }))).toEqual(['NEED 签字的公务用车审批单'])
    // Friday 8 May 2026 is followed by a Saturday that is worked; a plain Friday by Monday.
    expect(papersDeadline('2026-05-08', plainBook, calendar).dueOn).toBe('2026-05-09')
    expect(papersDeadline('2026-05-15', plainBook, calendar).dueOn).toBe('2026-05-18')
    expect(papersDeadline('2026-05-15', bookWith('VEH-05', { days: 2 }), calendar).dueOn).toBe('2026-05-19')
  })
})

describe('VEH-06', () => {
  const asked = (more: object, book: typeof plainBook = office) =>
    held(
      VEH_06.on({ written: '', areas: ['镇赉县'], allInside: false, purpose: 'meeting', rank: 'above', ...more }),
      book
    )
  it('sends no car for what lies inside the areas altogether, and says what lies there in part', () => {
    expect(asked({})).toEqual([])
    expect(asked({ areas: ['洮北区', '镇赉县'] })).toEqual(['WARN 部分活动在洮北区内'])
    expect(asked({ areas: ['洮北区', '园区'], allInside: true })).toEqual([
      'BLOCK 活动全部在洮北区、园区内，不得使用公务用车'
    ])
    expect(asked({ areas: ['洮北区'], allInside: true }, plainBook)).toEqual([])
    expect(asked({ areas: ['甲区'], allInside: true }, bookWith('VEH-06', { areas: '甲区，乙区' }))).toHaveLength(1)
  })

  it('asks about an area that is written but not ticked', () => {
    const said = ['WARN 目的地、路线写的是“洮北区某街”，却没有选洮北区']
    expect(asked({ written: '洮北区某街' })).toEqual(said)
    expect(asked({ written: '洮北区某街', areas: ['洮北区'] })).toEqual(['WARN 部分活动在洮北区内'])
    expect(asked({ written: '洮北区某街' }, plainBook)).toEqual([])
  })

  it('leaves section level and below three purposes', () => {
    const said = ['BLOCK 科级以下人员只能为机要、接待、应急保障申请公务用车']
    const purposes = ['confidential', 'reception', 'emergency', 'meeting', 'enforcement', 'survey'] as const
    const answers = purposes.map((purpose) => asked({ purpose, rank: 'section' }).length)
    expect(answers).toEqual([0, 0, 0, 1, 1, 1])
    expect(asked({ rank: 'section' })).toEqual(said)
    expect(asked({ rank: 'section' }, plainBook)).toEqual([])
  })
})

describe('VEH-07', () => {
  it('goes out checked and without an open defect, from a state it may', () => {
    const checked = (done: boolean, openDefects: readonly string[] = []) =>
      held(VEH_07.on({ stage: 'check', checked: done, openDefects }))
    expect(checked(true)).toEqual([])
    expect(checked(false)).toEqual(['NEED 出车前检查结果'])
    expect(checked(true, ['左前轮漏气'])).toEqual(['BLOCK 车况有未排除的问题：左前轮漏气，严禁带病上路'])
    expect(held(VEH_07.on({ stage: 'state', possible: true, why: '' }))).toEqual([])
    expect(held(VEH_07.on({ stage: 'state', possible: false, why: '还没有批准' }))).toEqual(['BLOCK 还没有批准'])
  })

  const time = (text: string) => instantAt('2026-05-19', text)
  const read = (more: object) =>
    held(
      VEH_07.on({
        stage: 'reading',
        km: 100,
        at: time('10:00'),
        now: time('10:00'),
        before: { km: 100, at: time('08:00'), what: '出车' },
        after: { km: 100, at: time('12:00'), what: '返回' },
        field: 'km',
        ...more
      })
    )
  it.each([
    ['between its neighbours', {}, []],
    ['with no neighbours', { before: undefined, after: undefined }, []],
    ['of a moment to come', { now: time('09:59') }, ['BLOCK 时间不能晚于现在']],
    [
      'below the one before',
      { before: { km: 101, at: time('08:00'), what: '出车' } },
      ['BLOCK 里程100公里小于2026-05-19 08:00出车的101公里，里程表不会倒退']
    ],
    [
      'above the one after',
      { after: { km: 99, at: time('12:00'), what: '返回' } },
      ['BLOCK 里程100公里大于其后2026-05-19 12:00返回的99公里']
    ]
  ])('reads the odometer %s', (_, more, said) => {
    expect(read(more)).toEqual(said)
  })

  it('makes an exception of kilometres while laid up', () => {
    const sealed = (difference: number, approvedUse = '') =>
      held(VEH_07.on({ stage: 'sealed', plate: '湘E1', difference, approvedUse }))
    expect(sealed(0)).toEqual([])
    expect(sealed(1)).toEqual(['WARN 湘E1封存期间里程相差1公里，没有批准启用'])
    expect(sealed(1, '应急')).toEqual(['WARN 湘E1封存期间里程相差1公里'])
  })

  const back = (more: object, book: typeof plainBook = plainBook) =>
    held(
      VEH_07.on({
        stage: 'return',
        outAt: time('09:00'),
        inAt: time('12:30'),
        untilAt: time('12:00'),
        inYard: true,
        ...more
      }),
      book
    )
  it('comes back after it left, to the yard, half an hour late at most', () => {
    expect(back({})).toEqual([])
    expect(back({ inAt: time('12:31') })).toEqual(['WARN 超过批准的返回时间31分钟'])
    expect(back({ inAt: time('12:31') }, bookWith('VEH-07', { grace: 31 }))).toEqual([])
    expect(back({ inAt: time('09:00') })).toEqual(['BLOCK 返回时间应晚于出车时间'])
    expect(back({ inAt: time('09:01') })).toEqual([])
    expect(back({ inYard: false })).toEqual(['WARN 车辆没有停回局院内'])
    expect([minutesLate(time('12:00'), time('11:00')), minutesLate(time('12:00'), time('12:01'))]).toEqual([0, 1])
  })

  it('gives three days to explain kilometres, the eve to lay up, and eight days from the first day off to take back', () => {
    expect(explanationDueOn('2026-05-30')).toBe('2026-06-02')
    expect(layupDueOn('2026-10-01')).toBe('2026-09-30')
    expect(releaseDueOn('2026-10-01')).toBe('2026-10-09')
  })
})
