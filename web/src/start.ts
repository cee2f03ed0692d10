import { api } from "./api";
import type { Page, Progress } from "./data";
import { asking, loadStory, overview, page, problem, served } from "./state";

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
    const seen = api.overview().then((of) => (overview.value = of));
    if (!asked.has("lead")) {
      await seen;
      return;
    }
    seen.catch(() => undefined); // the question fails for the same reason, and says it
    asking.value = { leads: asked.getAll("lead"), reading: [], letters: [], asking: null };
    page.value = await api.investigate(asked.toString());
    document.title = `${page.value.investigation.leads.map((l) => l.value).join(", ")} · RECIPE PICKS`;
    await loadStory();
  } catch (e) {
    problem.value = e instanceof Error ? e.message : String(e);
  } finally {
    asking.value = null;
  }
}

/** What the host tells by itself: how far an investigation is, and that the case has grown. */
function listen(): void {
  const stream = new EventSource("/api/progress");
  stream.addEventListener("asked", (e) => {
    const now = JSON.parse(String(e.data)) as Progress;
    const own = asking.value?.leads;
    if (own && now.leads.length === own.length && now.leads.every((lead, i) => lead === own[i])) asking.value = now;
  });
  stream.addEventListener("case", () => {
    if (page.value) problem.value = "The case has grown since this was asked. Reload to ask again.";
  });
}
