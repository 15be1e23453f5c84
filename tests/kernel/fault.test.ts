import { describe, expect, it } from 'vitest'
import { conflict, diskFull, Fault, forbidden, invalid, notFound, refused } from '@main/kernel/fault'

describe('faults', () => {
  const finding = {
    rule: 'SUP-16',
    act: 'BLOCK',
    message: '库存不足',
    source: '《办公用品管理制度》第五条',
    missing: []
  } as never

  it('say what is wrong and carry what the window needs', () => {
    expect(refused([finding])).toMatchObject({
      type: 'refused',
      data: { findings: [finding] },
      message: '库存不足（SUP-16，《办公用品管理制度》第五条）'
    })
    expect(invalid([{ path: 'quantity', message: '请填写数量' }])).toMatchObject({
      type: 'invalid',
      message: '请填写数量',
      data: { issues: [{ path: 'quantity' }] }
    })
    expect(forbidden('只有保管员可以办理', ['用品保管员'])).toMatchObject({
      type: 'forbidden',
      message: '只有保管员可以办理',
      data: { needs: ['用品保管员'] }
    })
    expect(notFound('印章')).toMatchObject({ type: 'notFound', message: '没有找到印章', data: { what: '印章' } })
    expect(conflict('印章')).toMatchObject({
      type: 'conflict',
      message: '印章刚被别人修改过，请刷新后重试',
      data: { what: '印章' }
    })
    expect(diskFull()).toMatchObject({
      type: 'unexpected',
      data: { reference: 'DISK-FULL' },
      message: expect.stringContaining('没有保存')
    })
  })

  it('have words of their own where nothing more is known', () => {
    for (const fault of [refused([]), invalid([]), forbidden()]) {
      expect(fault).toBeInstanceOf(Fault)
      expect(fault.name).toBe('Fault')
      expect(fault.message).toMatch(/[一-鿿]/)
    }
    expect(forbidden().data).toEqual({ needs: [] })
  })
})
