import { describe, expect, it } from 'vitest'
import {
  bornePlate,
  licenceCovers,
  nextService,
  passedOn,
  plateOf,
  pointsInCycle,
  serviceOverdue,
  serviceWords,
  VEH_01,
  VEH_02,
  VEH_03,
  VEH_17
} from '@main/ledgers/vehicles/rules/fleet'
import { bookWith, held, plainBook } from '../../support/judged'

// The edges of files, drivers and papers by DK-02 一2, 二1, 二3, 安全3(3) and DK-07 三十一.
const today = '2026-05-19'

describe('VEH-01', () => {
  const entered = (more: object) =>
    held(
      VEH_01.on({
        act: 'enter',
        plate: '湘E12345',
        taken: undefined,
        mainDriver: true,
        secondDriver: true,
        sameDriver: false,
        purchasedOn: today,
        today,
        ...more
      })
    )
  const shape = (plate: string) => [`BLOCK “${plate}”不是车牌号，应为 湘E12345 这样的号牌`]
  it.each([
    ['with two drivers', {}, []],
    ['of a new-energy plate', { plate: '湘ED12345' }, []],
    ['of a plate too short', { plate: '湘E1234' }, shape('湘E1234')],
    ['of a plate too long', { plate: '湘E1234567' }, shape('湘E1234567')],
    ['of a plate with something before it', { plate: '车湘E12345' }, shape('车湘E12345')],
    ['of a plate without its province', { plate: 'E12345' }, shape('E12345')],
    [
      'of a plate that is taken',
      { taken: 'CL-1' },
      ['BLOCK 车牌湘E12345已有档案CL-1，一车一档；换到新车上的，先注销旧车的档案']
    ],
    ['with one person as both', { sameDriver: true }, ['BLOCK 主驾驶员与副驾驶员不能是同一人']],
    ['bought tomorrow', { purchasedOn: '2026-05-20' }, ['BLOCK 购置日期不能晚于今天']],
    ['bought nobody knows when', { purchasedOn: null }, []],
    ['without a main driver', { mainDriver: false }, ['WARN 没有明确主驾驶员']],
    ['without a second driver', { secondDriver: false }, ['WARN 没有明确副驾驶员']],
    ['without drivers', { mainDriver: false, secondDriver: false }, ['WARN 没有明确主驾驶员、副驾驶员']]
  ])('opens a file %s', (_, more, said) => {
    expect(entered(more)).toEqual(said)
  })

  it('moves a car to another unit by a meeting with minutes', () => {
    const moved = (meeting: string | undefined, minutes: boolean) => held(VEH_01.on({ act: 'unit', meeting, minutes }))
    expect(moved('2026-05-18 局党组会', true)).toEqual([])
    expect(moved(undefined, true)).toEqual(['NEED 会议名称和日期'])
    expect(moved('2026-05-18 局党组会', false)).toEqual(['NEED 会议纪要扫描件'])
    expect(moved(undefined, false)).toEqual(['NEED 会议名称和日期、会议纪要扫描件'])
  })

  it('changes a file that is open, for a reason', () => {
    const changed = (retired: boolean, reason: string) => held(VEH_01.on({ act: 'change', retired, reason }))
    expect(changed(false, '更正')).toEqual([])
    expect(changed(true, '更正')).toEqual(['BLOCK 车辆已更新或报废，档案不再变更'])
    expect(changed(false, '')).toEqual(['NEED 变更原因'])
  })

  it('closes no file while the car is out', () => {
    const away = (outOn: string | undefined) => held(VEH_01.on({ act: 'away', plate: '湘E12345', outOn }))
    expect(away(undefined)).toEqual([])
    expect(away('PC-1')).toEqual(['BLOCK 湘E12345还在PC-1上出车，登记返回后才能注销档案'])
  })

  it('closes a file on the day its card leaves the book, on another with a reason', () => {
    const closed = (cardGoneOn: string | null) =>
      held(VEH_01.on({ act: 'close', cardNumber: 'GD1', cardGoneOn, today }))
    expect(closed(null)).toEqual([])
    expect(closed(today)).toEqual([])
    for (const [day, said] of [
      ['2026-05-18', '2026年5月18日'],
      ['2026-05-20', '2026年5月20日']
    ] as const)
      expect(closed(day)).toEqual([`WARN 资产卡片GD1已于${said}下账，车辆档案应同日注销，请写明不在同日的原因`])
  })

  it('keeps plates as they are read: half-width, capital, without blanks or dots', () => {
    for (const typed of ['湘 Ｅ·c7973', '湘e-C7973', '湘E．C７９７３', '湘E_c7973', '湘E—C7973'])
      expect(plateOf(typed), typed).toBe('湘EC7973')
    expect(bornePlate(passedOn('湘E12345', 'CL-1'))).toBe('湘E12345')
    expect(bornePlate('湘E12345')).toBe('湘E12345')
  })
})

describe('VEH-02', () => {
  const drives = (more: object) =>
    held(
      VEH_02.on({
        plate: '湘E12345',
        driverName: '向北辰',
        kind: 'permanent',
        departed: false,
        appointed: true,
        consent: undefined,
        stage: 'depart',
        lending: false,
        field: 'driverId',
        ...more
      })
    )
  it.each([
    ['as main or second driver', {}, []],
    ['after leaving', { departed: true }, ['BLOCK 向北辰已离岗，不能驾驶湘E12345']],
    ['as temporary staff', { kind: 'temporary' }, ['BLOCK 向北辰是临时聘用，不能驾驶湘E12345']],
    ['as an outsider', { kind: 'outsider' }, ['BLOCK 向北辰是外来人员，不能驾驶湘E12345']],
    ['for somebody outside', { lending: true }, ['BLOCK 执法车辆严禁外借，用车人应是本单位职工']],
    ['without being appointed', { appointed: false }, ['NEED 车辆使用单位负责人、车管办或局领导的同意']],
    ['by consent', { appointed: false, consent: '车管办' }, []],
    ['asked for before the consent', { appointed: false, stage: 'request' }, []]
  ])('drives %s', (_, more, said) => {
    expect(drives(more)).toEqual(said)
  })
})

describe('VEH-03', () => {
  const licence = { licenceClass: 'C1', validUntil: '2026-05-21', points: 11 } as const
  const drives = (more: object, book = plainBook) =>
    held(
      VEH_03.on({ driverName: '向北辰', licence, asked: 'C1', untilDay: '2026-05-21', field: 'driverId', ...more }),
      book
    )
  it('wants a licence to the last day of the trip, of the class, with fewer than 12 points', () => {
    expect(drives({})).toEqual([])
    expect(drives({ licence: undefined })).toEqual(['BLOCK 向北辰没有登记驾驶证，不能驾驶'])
    expect(drives({ untilDay: '2026-05-22' })).toEqual([
      'BLOCK 向北辰的驾驶证2026年5月21日到期，不能驾驶到2026年5月22日'
    ])
    expect(drives({ asked: 'B2' })).toEqual(['BLOCK 向北辰的准驾车型是C1，这辆车需要B2'])
    expect(drives({ licence: { ...licence, points: 12 } })).toEqual(['BLOCK 向北辰本记分周期已记12分，驾驶证不能使用'])
    expect(drives({}, bookWith('VEH-03', { points: 11 }))).toHaveLength(1)
  })

  it('covers the classes below its own, never one above or beside it', () => {
    const classes = ['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C2'] as const
    const covered = Object.fromEntries(
      classes.map((own) => [own, classes.filter((asked) => licenceCovers(own, asked)).join(' ')])
    )
    expect(covered).toEqual({
      A1: 'A1 A3 B1 B2 C1 C2',
      A2: 'A2 B1 B2 C1 C2',
      A3: 'A3 C1 C2',
      B1: 'B1 C1 C2',
      B2: 'B2 C1 C2',
      C1: 'C1 C2',
      C2: 'C2'
    })
  })

  it('counts the points of the cycle that runs from the day of first issue each year', () => {
    const entries = [
      { day: '2026-03-09', points: 1 },
      { day: '2026-03-10', points: 2 },
      { day: today, points: 3 },
      { day: '2026-05-20', points: 6 }
    ]
    expect(pointsInCycle('2018-03-10', today, entries)).toEqual({ from: '2026-03-10', points: 5 })
    expect(pointsInCycle('2018-03-10', '2026-03-09', entries)).toEqual({ from: '2025-03-10', points: 1 })
    expect(pointsInCycle('2018-03-10', '2026-03-10', entries)).toEqual({ from: '2026-03-10', points: 2 })
    expect(pointsInCycle('2026-03-10', '2026-03-10', entries)).toEqual({ from: '2026-03-10', points: 2 })
    // Issued on a leap day: the last of February in other years.
    expect(pointsInCycle('2024-02-29', '2026-02-28', []).from).toBe('2026-02-28')
    expect(pointsInCycle('2000-01-01', '2026-01-01', []).from).toBe('2026-01-01')
    // Where the day of issue is not recorded: the year up to today.
    expect(pointsInCycle(null, today, entries)).toEqual({ from: '2025-05-20', points: 6 })
    expect(pointsInCycle('2026-06-01', today, []).from).toBe('2026-06-01')
  })
})

describe('VEH-17', () => {
  const sent = (more: object) =>
    held(
      VEH_17.on({
        stage: 'dispatch',
        plate: '湘E1',
        fromDay: '2026-05-19',
        untilDay: '2026-05-21',
        compulsoryUntil: '2026-05-21',
        commercialUntil: '2026-05-21',
        inspectionUntil: '2026-05-21',
        service: undefined,
        field: 'vehicleId',
        ...more
      })
    )
  it.each([
    ['with papers to the last day', {}, []],
    ['never insured', { compulsoryUntil: null }, ['BLOCK 湘E1没有登记交强险，不能派出']],
    ['never inspected', { inspectionUntil: null }, ['BLOCK 湘E1没有登记年检，不能派出']],
    [
      'insured to the day before the last',
      { compulsoryUntil: '2026-05-20' },
      ['BLOCK 湘E1的交强险在用车期间内的2026年5月20日到期，不能派出']
    ],
    [
      'inspected to the first day',
      { inspectionUntil: '2026-05-19' },
      ['BLOCK 湘E1的年检在用车期间内的2026年5月19日到期，不能派出']
    ],
    [
      'inspected to the day before the first',
      { inspectionUntil: '2026-05-18' },
      ['BLOCK 湘E1的年检已于2026年5月18日到期，不能派出']
    ],
    ['without commercial insurance', { commercialUntil: null }, []],
    [
      'with commercial insurance that ends on the way',
      { commercialUntil: '2026-05-20' },
      ['WARN 湘E1的商业险2026年5月20日到期']
    ],
    ['with a service to come', { service: { dueKm: 10_000, dueOn: '2026-05-19', km: 10_000 } }, []],
    ['serviced by date only, not due', { service: { dueKm: null, dueOn: '2026-05-19', km: 1 } }, []],
    [
      'with a service due by date',
      { service: { dueKm: null, dueOn: '2026-05-18', km: 1 } },
      ['WARN 湘E1已到保养期，应在2026年5月18日前保养']
    ],
    [
      'with a service due by kilometres',
      { service: { dueKm: 10_000, dueOn: null, km: 10_001 } },
      ['WARN 湘E1已到保养期，应在10000公里时保养，现10001公里']
    ]
  ])('sends a car %s', (_, more, said) => {
    expect(sent(more)).toEqual(said)
  })

  it('warns of an insurer that is not designated', () => {
    const insured = (issuer: string) => held(VEH_17.on({ stage: 'insure', issuer, designated: ['人保', '平安'] }))
    expect(insured('平安')).toEqual([])
    expect(insured('太保')).toEqual(['WARN 太保不是定点保险公司，定点保险公司是人保、平安'])
    expect(insured('')).toEqual(['WARN 没有写明承保公司，定点保险公司是人保、平安'])
  })

  it('counts the next service from the last one, else from the opening of the file', () => {
    const plan = {
      serviceEveryKm: 5_000,
      serviceEveryMonths: 6,
      servicedOn: null,
      servicedKm: null,
      openingKm: 30_000,
      registeredOn: '2026-01-10',
      lastKm: 31_000
    }
    expect(nextService(plan)).toEqual({ dueKm: 35_000, dueOn: '2026-07-10', km: 31_000 })
    expect(nextService({ ...plan, servicedOn: '2026-03-31', servicedKm: 30_800 })).toEqual({
      dueKm: 35_800,
      dueOn: '2026-09-30',
      km: 31_000
    })
    expect(nextService({ ...plan, serviceEveryKm: null })).toMatchObject({ dueKm: null, dueOn: '2026-07-10' })
    expect(nextService({ ...plan, serviceEveryMonths: null })).toMatchObject({ dueKm: 35_000, dueOn: null })
    expect(nextService({ ...plan, serviceEveryKm: null, serviceEveryMonths: null })).toBeUndefined()
    const due = { dueKm: 35_000, dueOn: null, km: null }
    expect(serviceOverdue(due, today)).toBe(false)
    expect(serviceWords(due)).toBe('应在35000公里时保养')
    expect(serviceWords({ dueKm: 35_000, dueOn: '2026-07-10', km: 31_000 })).toBe(
      '应在35000公里时保养，现31000公里；应在2026年7月10日前保养'
    )
  })
})
