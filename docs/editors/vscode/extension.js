// Starts `cvtex lsp` for the YAML files of a folder.
"use strict";

const fs = require("fs");
const path = require("path");
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

/** Return the program: the one of the settings, of the folder's .venv, or of the PATH. */
function program(folders) {
  const chosen = vscode.workspace.getConfiguration("cvtex").get("path");
  if (chosen) return chosen;
  const inside = process.platform === "win32" ? "Scripts/cvtex.exe" : "bin/cvtex";
  const own = folders.map((folder) => path.join(folder.uri.fsPath, ".venv", inside));
  return own.find((file) => fs.existsSync(file)) || "cvtex";
}

/** Start `cvtex preview` in a terminal, or show the one where it runs. */
function preview(folders) {
  const name = "cvtex preview";
  const open = vscode.window.terminals.find((one) => one.name === name && !one.exitStatus);
  const made = open || vscode.window.createTerminal({
    name,
    cwd: folders[0] && folders[0].uri,
    shellPath: program(folders),
    shellArgs: ["preview"],
    env: { VISUAL: "code" },
  });
  made.show(true);
}

exports.activate = (context) => {
  const folders = vscode.workspace.workspaceFolders || [];
  context.subscriptions.push(vscode.commands.registerCommand("cvtex.preview", () => preview(folders)));
  client = new LanguageClient(
    "cvtex",
    { command: program(folders), args: ["lsp"] },
    {
      documentSelector: [{ scheme: "file", language: "yaml" }],
      synchronize: {
        fileEvents: vscode.workspace.createFileSystemWatcher("**/*.{yaml,yml,json}"),
      },
    },
  );
  return client.start();
};

exports.deactivate = () => client && client.stop();
