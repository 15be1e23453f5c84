import { ORPCError } from '@orpc/client'
import { describe, expect, it } from 'vitest'
import { toFault, wasAborted } from '@renderer/api/faults'

describe('what a call threw', () => {
  it('keeps the findings of a refusal and the issues of an invalid input', () => {
    const finding = {
      rule: 'SUP-16',
      act: 'BLOCK',
      passableWithReason: false,
      message: '库存不足',
      missing: [],
      source: '《办公用品管理制度》第六条',
      field: 'lines.0.quantity'
    }
    expect(
      toFault(new ORPCError('refused', { defined: true, message: '按制度不能办理', data: { findings: [finding] } }))
    ).toEqual({
      type: 'refused',
      message: '按制度不能办理',
      findings: [finding]
    })
    expect(
      toFault(
        new ORPCError('invalid', { message: '有误', data: { issues: [{ path: 'name', message: '请填写姓名' }] } })
      )
    ).toMatchObject({
      type: 'invalid',
      issues: [{ path: 'name' }]
    })
  })

  it('never shows the words of a fault outside the closed union', () => {
    const fault = toFault(new ORPCError('INTERNAL_SERVER_ERROR', { message: 'SELECT * FROM x' }))
    expect(fault.type).toBe('unexpected')
    expect(fault.message).not.toContain('SELECT')
  })

  it('is unreachable when the host did not answer', () => {
    expect(toFault(new TypeError('Failed to fetch')).type).toBe('unreachable')
  })

  it('tells an abandoned question from a failed one', () => {
    expect(wasAborted(new DOMException('gone', 'AbortError'))).toBe(true)
    expect(wasAborted(new TypeError('Failed to fetch'))).toBe(false)
  })
})
