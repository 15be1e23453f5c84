/** Integer cents as 1,409.50. */
export function printedMoney(cents: number): string {
  const size = Math.abs(cents)
  return `${cents < 0 ? '-' : ''}${grouped(Math.floor(size / 100))}.${String(size % 100).padStart(2, '0')}`
}

/** Integer thousandths as 12, 1.5 or 0.125. */
export function printedQuantity(thousandths: number): string {
  const size = Math.abs(thousandths)
  const fraction = String(size % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '')
  return `${thousandths < 0 ? '-' : ''}${grouped(Math.floor(size / 1000))}${fraction === '' ? '' : `.${fraction}`}`
}

function grouped(whole: number): string {
  return String(whole).replace(/\B(?=(\d{3})+$)/g, ',')
}
