import { render } from "preact";
import { App } from "./app";
import "./page.css";
import { start } from "./start";

const root = document.getElementById("page")!;
render(<App />, root);
void start();
