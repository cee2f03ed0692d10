import { api } from "./api";
import type { Page } from "./data";
import { loadStory, page, problem, progress, served } from "./state";

/** Reads the page's data: from the document itself in a report, else from the host. */
export async function start(): Promise<void> {
  const inlined = document.getElementById("data")?.textContent;
  if (inlined) {
    page.value = JSON.parse(inlined) as Page;
    await loadStory();
    return;
  }
  try {
    served.value = await api.session();
    const asked = new URLSearchParams(location.search);
    if (!asked.has("lead")) for (const lead of served.value.leads) asked.append("lead", lead);
    listen();
    if (!asked.has("lead")) return;
    progress.value = "Asking …";
    page.value = await api.investigate(asked.toString());
    document.title = `${page.value.investigation.leads.map((l) => l.value).join(", ")} · RECIPE PICKS`;
    await loadStory();
  } catch (e) {
    problem.value = e instanceof Error ? e.message : String(e);
  } finally {
    progress.value = "";
  }
}

/** What the host tells by itself: how far an investigation is, and that the case has grown. */
function listen(): void {
  const stream = new EventSource("/api/progress");
  stream.addEventListener("letter", (e) => {
    if (progress.value) progress.value = `Asking: ${String(e.data)}`;
  });
  stream.addEventListener("case", () => {
    if (page.value) problem.value = "The case has grown since this was asked. Reload to ask again.";
  });
}
