import { describe, expect, it } from 'vitest'
import { filtersOf } from '@renderer/ledger-kit/listFilters'
import { routeFilter } from '@renderer/ledger-kit/routeFilter'
import { readView } from '@renderer/ledger-kit/savedView'

describe('conditions of the filter bar', () => {
  it('asks nothing while they are empty', () => {
    expect(filtersOf({ label: '名称', kind: 'text' }, { field: 'name', words: '  ' })).toEqual([])
    expect(filtersOf({ label: '状态', kind: 'choice' }, { field: 'state', values: [] })).toEqual([])
  })

  it('takes the days of an instant as days in Beijing, the last one to its end', () => {
    expect(
      filtersOf({ label: '时间', kind: 'instant' }, { field: 'at', from: '2026-11-05', to: '2026-11-05' })
    ).toEqual([
      { field: 'at', op: 'from', value: '2026-11-04T16:00:00.000Z' },
      { field: 'at', op: 'to', value: '2026-11-05T15:59:59.999Z' }
    ])
  })

  it('asks for an amount of nothing and for no', () => {
    expect(filtersOf({ label: '金额', kind: 'money' }, { field: 'cents', from: 0 })).toEqual([
      { field: 'cents', op: 'from', value: 0 }
    ])
    expect(filtersOf({ label: '可用', kind: 'boolean' }, { field: 'usable', yes: false })).toEqual([
      { field: 'usable', op: 'eq', value: false }
    ])
  })
})

describe('the address of a list', () => {
  const fields = {
    state: { label: '状态', kind: 'choice', choices: [{ value: 'held', label: '在库' }] },
    dueOn: { label: '到期', kind: 'date' },
    cents: { label: '金额', kind: 'money' },
    usable: { label: '可用', kind: 'boolean' },
    party: { label: '当事人', kind: 'text' }
  } as const

  it('sets search and conditions by what the fields are', () => {
    const query = { q: 'a4', state: 'held', 'dueOn.to': '2026-09-29', 'cents.from': '1000', usable: '0', party: '张' }
    expect(routeFilter(query, fields)).toEqual({
      search: 'a4',
      conditions: [
        { field: 'state', values: ['held'] },
        { field: 'dueOn', from: undefined, to: '2026-09-29' },
        { field: 'cents', from: 1000, to: undefined },
        { field: 'usable', yes: false },
        { field: 'party', words: '张' }
      ]
    })
  })

  it('asks nothing for what the list does not know', () => {
    expect(routeFilter({}, fields)).toBeUndefined()
    expect(
      routeFilter({ purchase: 'x', state: 'gone', 'cents.from': 'much', party: ['a', 'b'] }, fields)
    ).toBeUndefined()
  })
})

describe('a saved view', () => {
  it('drops columns, conditions and orders of fields that no longer exist', () => {
    const text = JSON.stringify({
      search: 'a4',
      columns: ['name', 'gone'],
      conditions: [{ field: 'gone' }, { field: 'state', values: ['done'] }],
      sort: { field: 'gone', direction: 'asc' }
    })
    expect(readView(text, ['name', 'state'])).toEqual({
      search: 'a4',
      columns: ['name'],
      conditions: [{ field: 'state', values: ['done'] }],
      sort: null
    })
  })

  it('is nothing when its text is damaged', () => {
    expect(readView('{', ['name'])).toBeUndefined()
    expect(readView('null', ['name'])).toBeUndefined()
  })
})
