import Nzh from 'nzh'

/**
 * Integer cents in the capital figures of cheques and forms, without the leading 人民币: 140950 → 壹仟肆佰零玖元伍角.
 * Source: 中国人民银行《支付结算办法》附一, 正确填写票据和结算凭证的基本规定. Whole yuan end in 整; a zero yuan digit before 角 is read 零.
 * Throws a RangeError for anything but a safe integer.
 */
export function capitalAmount(cents: number): string {
  if (!Number.isSafeInteger(cents)) throw new RangeError('an amount is a whole number of cents')
  const size = Math.abs(cents)
  const yuan = Math.floor(size / 100)
  const jiao = Math.floor((size % 100) / 10)
  // a whole number, without decimals, is what makes the library say 整
  const decimal = size % 100 === 0 ? String(yuan) : `${yuan}.${String(size % 100).padStart(2, '0')}`
  const words = Nzh.cn.toMoney(decimal, { outSymbol: false })
  const spoken = yuan > 0 && yuan % 10 === 0 && jiao > 0 ? words.replace('元', '元零') : words
  return cents < 0 ? `负${spoken}` : spoken
}
