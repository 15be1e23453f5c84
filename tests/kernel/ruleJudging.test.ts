import { describe, expect, it } from 'vitest'
import { groupsOf } from '@main/kernel/groups'
import { personName } from '@main/kernel/sameness'
import { judge } from '@main/kernel/rules/judge'
import { citeFor, source } from '@main/kernel/rules/regulation'
import { defineRule, type RuleBook } from '@main/kernel/rules/rule'

const K = defineRule<
  { readonly say: number; readonly act?: 'WARN'; readonly field?: string },
  { days: { label: string; fallback: number; profiles: { 'baicheng-bureau': number } } }
>({
  id: 'K-01',
  act: 'BLOCK',
  title: '试验',
  sources: [source('DK-05', '第一条')],
  parameters: { days: { label: '日', fallback: 3, profiles: { 'baicheng-bureau': 5 } } },
  check: ({ say, act, field }, { days }) =>
    say > days && {
      message: `超过${days}日`,
      ask: '请写明理由',
      ...(act ? { act } : {}),
      ...(field === undefined ? {} : { field })
    }
})
const book = (profile: RuleBook['profile'], settings: RuleBook['settings'] = {}): RuleBook => ({ profile, settings })

describe('judging rules', () => {
  it('takes a parameter as the bureau set it, else as its profile has it, else as it is shipped', () => {
    const values = (of: RuleBook) => K.values(of).days
    expect(values(book('dongkou'))).toBe(3)
    expect(values(book('baicheng-bureau'))).toBe(5)
    expect(values(book('baicheng-bureau', { 'K-01': { state: 'on', parameters: { days: 9 } } }))).toBe(9)
    expect(judge([K.on({ say: 4 })], book('baicheng-bureau')).held).toEqual([])
  })

  it('holds a breach with message, what to do, source and field; without a field it names none', () => {
    const { held } = judge([K.on({ say: 4, field: 'on' })], book('dongkou'))
    expect(held).toEqual([
      {
        rule: 'K-01',
        act: 'BLOCK',
        passableWithReason: false,
        message: '超过3日，请写明理由',
        missing: [],
        source: '洞口县局《印章管理制度》第一条',
        field: 'on'
      }
    ])
    expect(Object.keys(judge([K.on({ say: 4 })], book('dongkou')).held[0] ?? {})).not.toContain('field')
  })

  it('passes a warning with a reason of its own, a blank one not; what is off is silent, what is lowered warns', () => {
    const warn = K.on({ say: 4, act: 'WARN' })
    expect(judge([warn], book('dongkou'), { 'K-01': ' ' }).held).toHaveLength(1)
    expect(judge([warn], book('dongkou'), { 'K-02': '急' }).held).toHaveLength(1)
    expect(judge([warn], book('dongkou'), { 'K-01': ' 急 ' })).toMatchObject({ held: [], accepted: [{ reason: '急' }] })
    const breach = K.on({ say: 4 })
    expect(judge([breach], book('dongkou'), { 'K-01': '急' }).held).toHaveLength(1)
    expect(judge([breach], book('dongkou', { 'K-01': { state: 'off', parameters: {} } })).held).toEqual([])
    const lowered = book('dongkou', { 'K-01': { state: 'warn', parameters: {} } })
    expect(judge([breach], lowered).held).toMatchObject([{ act: 'WARN', passableWithReason: true }])
    expect(judge([breach], lowered, { 'K-01': '急' }).held).toEqual([])
  })

  it('has nothing to say where a rule has no check', () => {
    const silent = defineRule<object>({ id: 'K-14', act: 'LOG', title: '记', sources: [] })
    expect(silent.on({}).objections(book('dongkou'))).toEqual([])
  })

  it('cites the bureau’s own texts, another’s marked 参照, a standard as it is, and practice where there is none', () => {
    const both = [source('DK-05', '第一条'), source('BC-03', '第二条'), source('DK-03', '第三条')]
    expect(citeFor('dongkou', both)).toBe('洞口县局《印章管理制度》第一条、洞口县局《办公用品管理制度》第三条')
    expect(citeFor('baicheng-bureau', both)).toBe('白城市局《审批工作制度》第二条')
    expect(citeFor('baicheng-office', both)).toBe('参照洞口县局《印章管理制度》第一条')
    expect(citeFor('dongkou', [source('LAW', '')])).toBe('国家法律规定')
    expect(citeFor('dongkou', [])).toBe('台账管理通行做法')
  })
})

describe('small helpers', () => {
  it('groups rows by a key in the order they come', () => {
    const rows = ['b1', 'a1', 'b2']
    expect([...groupsOf(rows, (row) => row[0])]).toEqual([
      ['b', ['b1', 'b2']],
      ['a', ['a1']]
    ])
  })

  it('takes a blank out of a spaced Chinese name and leaves it between names and words', () => {
    expect(personName(' 王 伟 ')).toBe('王伟')
    expect(personName('欧阳 春')).toBe('欧阳春')
    expect(personName('周启明  谢晓岚')).toBe('周启明 谢晓岚')
    expect(personName('John  Q Smith')).toBe('John Q Smith')
    expect(personName('\u200b王\ufeff伟')).toBe('王伟')
    expect(personName('王伟')).toBe('王伟')
  })
})
