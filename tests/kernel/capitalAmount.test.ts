import { describe, expect, it } from 'vitest'
import { capitalAmount } from '@main/kernel/capitalAmount'

describe('amounts in capitals, after 正确填写票据和结算凭证的基本规定', () => {
  it.each([
    [140950, '壹仟肆佰零玖元伍角'],
    [600714, '陆仟零柒元壹角肆分'],
    [10700053, '壹拾万柒仟元零伍角叁分'],
    [1640902, '壹万陆仟肆佰零玖元零贰分'],
    [32504, '叁佰贰拾伍元零肆分'],
    [168032, '壹仟陆佰捌拾元零叁角贰分'],
    [500, '伍元整'],
    [100000, '壹仟元整'],
    [10_000_000_000, '壹亿元整'],
    [50, '伍角'],
    [5, '伍分'],
    [0, '零元整'],
    [-320, '负叁元贰角']
  ])('%i cents are %s', (cents, words) => {
    expect(capitalAmount(cents)).toBe(words)
  })

  it('takes nothing but whole cents', () => {
    expect(() => capitalAmount(1.5)).toThrow(RangeError)
    expect(() => capitalAmount(Number.NaN)).toThrow(RangeError)
  })
})

it('reads the zero between a whole ten of yuan and its 角, and none where there is no yuan', () => {
  expect([
    capitalAmount(1050),
    capitalAmount(1005),
    capitalAmount(50),
    capitalAmount(1000),
    capitalAmount(1150)
  ]).toEqual(['壹拾元零伍角', '壹拾元零伍分', '伍角', '壹拾元整', '壹拾壹元伍角'])
})
