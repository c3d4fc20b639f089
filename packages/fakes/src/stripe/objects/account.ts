/** The business that the fake's key belongs to. */
export const account = {
  id: "acct_1QcTalMx7QdR2kVn",
  object: "account",
  business_type: "company",
  charges_enabled: true,
  country: "MX",
  created: Date.UTC(2023, 2, 14) / 1000,
  default_currency: "mxn",
  details_submitted: true,
  email: "hola@tallermariposa.example",
  metadata: {},
  payouts_enabled: true,
  settings: null,
  type: "standard",
};
