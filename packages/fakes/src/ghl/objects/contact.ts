import type { Fields } from "./index.ts";

/** A contact as a search shows it; what `fields` leaves out is as for one who only left an e-mail. */
export function contact(locationId: string, fields: Fields) {
  const { firstName = null, lastName = null } = fields;
  const lower = (name: unknown) => (typeof name === "string" ? name.toLowerCase() : null);
  return {
    locationId,
    contactName: [firstName, lastName].filter(Boolean).join(" ") || null,
    firstName,
    lastName,
    firstNameLowerCase: lower(firstName),
    lastNameLowerCase: lower(lastName),
    email: null,
    phone: null,
    phoneLabel: null,
    companyName: null,
    businessId: null,
    businessName: null,
    address: null,
    city: null,
    state: null,
    postalCode: null,
    country: null,
    website: null,
    source: null,
    type: "lead",
    assignedTo: null,
    dateOfBirth: null,
    dnd: false,
    dndSettings: {},
    validEmail: null,
    tags: [],
    followers: [],
    additionalEmails: [],
    additionalPhones: [],
    customFields: [],
    ...fields,
  };
}
