/** What ManyChat says of the page itself. */
export function pageInfo(pageId: string) {
  return {
    id: Number(pageId),
    name: "Taller Mariposa",
    category: "Education",
    avatar_link: "",
    username: "tallermariposa",
    about: "Cursos y talleres",
    description: "",
    is_pro: true,
    timezone: "America/Mexico_City",
  };
}
