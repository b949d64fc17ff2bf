/** A sheet of new leads without anything odd, as CSV; the prefix makes their ids. */
export function plainSheet(prefix: string, leads: number): string {
  const header =
    'partnerLeadOpportunityId,leadOpportunity.name,leadOpportunity.status,leadOpportunity.closeDate,leadOpportunity.currency,customerLegalEntity.name,customerLegalEntity.city,customerLegalEntity.country,offerLines.1.offerNameId,offerLines.1.amount\n';
  const rows = Array.from(
    { length: leads },
    (_, n) =>
      `${prefix}-${n},Line ${n},LEAD_OPEN,2031-05-15,EUR,Customer ${prefix}${n},Town ${n % 89},Germany,CLASS${n % 40},${n + 1}.50\n`,
  );
  return header + rows.join('');
}
