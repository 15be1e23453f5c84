import { describe, expect, it } from 'vitest'
import { judge } from '@main/kernel/rules/judge'
import { K_11, K_12, K_13 } from '@main/kernel/rules/common'

const book = { profile: 'dongkou' as const, settings: {} }
const held = (...applications: Parameters<typeof judge>[0]) => judge(applications, book).held
const person = (role: string, personId: string | null, name = personId ?? '') => ({ role, personId, name })

describe('K-12', () => {
  it('K-12 refuses one person in two parts, by record or by name, and lets two through', () => {
    expect(held(K_12.on({ parties: [person('见证人', 'a'), person('保管人', 'a')] }))).toMatchObject([
      { rule: 'K-12', act: 'BLOCK', source: expect.stringContaining('洞口县局《印章管理制度》第七条第（三）项') }
    ])
    expect(held(K_12.on({ parties: [person('初盘人', null, '张三'), person('复盘人', null, '张三')] }))).toHaveLength(1)
    expect(held(K_12.on({ parties: [person('初盘人', 'a', '张三'), person('复盘人', 'b', '张三')] }))).toEqual([])
    expect(held(K_12.on({ parties: [person('甲', null, ''), person('乙', null, '')] }))).toEqual([])
  })

  it('K-12 knows by name who has no record, and says of two in one role that they are two of it', () => {
    const messages = (...parties: ReturnType<typeof person>[]) =>
      held(K_12.on({ parties })).map(({ message }) => message)
    expect(messages(person('监销人', 'a', '张三'), person('监销人', 'a', '张三'))).toEqual([
      '两名监销人都是张三，应由两人分别担任'
    ])
    expect(messages(person('初盘人', 'a', '张三'), person('复盘人', 'a', '张三'))).toEqual([
      '初盘人和复盘人都是张三，应由两人分别担任'
    ])
    expect(messages(person('见证人', 'a', '张三'), person('保管人', null, '张三'))).toHaveLength(1)
    expect(messages(person('见证人', null, ' '), person('保管人', null, ' '))).toEqual([])
    expect(messages(person('见证人', 'a', '甲'), person('保管人', null, '乙'))).toEqual([])
  })

  it('K-12 keeps applicant and decider apart from the two, unless the text names the applicant', () => {
    const two = [person('监销人', 'a'), person('监销人', 'b')]
    const refusal = held(K_12.on({ parties: two, apart: [person('审批人', 'b')] }))
    expect(refusal.map(({ message }) => message)).toEqual(['b是审批人，不能再作监销人，请换一人'])
    expect(held(K_12.on({ parties: two, apart: [person('审批人', 'c')] }))).toEqual([])
  })
})

describe('K-11', () => {
  it('K-11 takes temporary staff for no witness, contract staff as an officer only with a certificate', () => {
    const facts = { personName: '李四', doing: 'witness' as const }
    expect(held(K_11.on({ ...facts, kind: 'temporary' }))).toMatchObject([{ rule: 'K-11', act: 'BLOCK' }])
    expect(held(K_11.on({ ...facts, kind: 'contract' }))).toEqual([])
    expect(held(K_11.on({ ...facts, kind: 'contract', doing: 'enforce', certificate: ' ' }))).toHaveLength(1)
    expect(held(K_11.on({ ...facts, kind: 'contract', doing: 'enforce', certificate: '湘-0007' }))).toEqual([])
    expect(held(K_11.on({ ...facts, kind: 'temporary', doing: 'enforce', certificate: '湘-0007' }))).toHaveLength(1)
  })

  it('K-11 takes no outsider, and names the field of who is refused only where there is one', () => {
    const outsider = { personName: '王五', doing: 'apply', kind: 'outsider' } as const
    expect(held(K_11.on({ ...outsider, field: 'witnessId' }))).toMatchObject([{ field: 'witnessId' }])
    expect(Object.keys(held(K_11.on(outsider))[0] ?? {})).not.toContain('field')
    const officer = { personName: '王五', doing: 'enforce', kind: 'permanent' } as const
    expect(held(K_11.on(officer))).toEqual([])
    expect(held(K_11.on({ ...officer, kind: 'contract' }))).toHaveLength(1)
    expect(held(K_11.on({ ...officer, kind: 'contract', certificate: null }))).toHaveLength(1)
  })

  it('K-11 takes nobody who has left for a witness or an officer, whatever they were', () => {
    const departed = { personName: '李四', doing: 'witness', kind: 'permanent', departed: true } as const
    expect(held(K_11.on(departed))).toMatchObject([{ rule: 'K-11', act: 'BLOCK' }])
    expect(held(K_11.on({ ...departed, doing: 'enforce', certificate: '湘-0007' }))).toHaveLength(1)
    expect(held(K_11.on({ ...departed, departed: false }))).toEqual([])
  })
})

describe('K-13', () => {
  it('K-13 takes yesterday as it is, wants a reason for the day before, refuses tomorrow; what is kept asks nothing', () => {
    const dated = (day: string) => K_13.on({ what: '交接日期', dated: day, today: '2026-03-01' })
    expect(held(dated('2026-03-01'), dated('2026-02-28'))).toEqual([])
    expect(held(dated('2026-02-27'))).toMatchObject([
      { rule: 'K-13', act: 'WARN', message: expect.stringContaining('请写明补录原因') }
    ])
    expect(held(dated('2026-03-02'))).toMatchObject([{ rule: 'K-13', act: 'BLOCK' }])
    const passed = judge([dated('2026-02-27')], book, { 'K-13': '节后补登' })
    expect(passed.accepted).toMatchObject([
      { message: '交接日期为2026年2月27日，2日后才登记，属于补录', reason: '节后补登' }
    ])
  })

  it('K-13 names the field of a date only where there is one', () => {
    const dated = { what: '交接日期', dated: '2026-03-05', today: '2026-03-01' }
    expect(held(K_13.on({ ...dated, field: 'on' }))).toMatchObject([{ field: 'on' }])
    expect(Object.keys(held(K_13.on(dated))[0] ?? {})).not.toContain('field')
  })
})
