/**
 * Gives names that Promela, C, Murphi and TLA+ all take as they are, each once: what is no letter, digit or _
 * becomes _, and a number is added to what is taken or means something in one of them.
 */
export class Names {
  private readonly taken = new Set<string>(reserved);

  /** A name like the text that nobody else has. */
  unique(text: string): string {
    const plain = text
      .replaceAll("|", "_or_")
      .replaceAll(/\W/g, "_")
      .replace(/^(?=[\d_])/, "x");
    let name = plain;
    for (let n = 2; this.taken.has(name); n += 1) name = `${plain}_${n}`;
    this.taken.add(name);
    return name;
  }
}

/** Words of the four languages, and what `pan.c` and our own text call their own. */
const reserved = `
active alias array any assert asm at atomic auto begin bit bool boolean bool_ break by byte case chan char clear const
continue cover c_code c_decl c_expr c_state c_track default do double d_step d_proctype else elsif empty enabled end
endalias endexists endfor endforall endfunction endif endprocedure endrecord endrule endruleset endstartstate endswitch
endwhile ensures enum error eval exists extern false fi finish float for forall forward full function get_priority goto
hidden if in init inline int integer invariant isundefined len local long ltl multiset multisetadd multisetcount
multisetremove mtype mtype_ nempty never next nfull notrace np_ null od of old pc_value printf printm priority procedure
proctype property provided put queue record register return rule ruleset run scalarset select set_priority short show
signed sizeof skip startstate static struct switch system then timeout to trace true typedef type undefine union unless
unsigned var void volatile while xr xs _ _last _nr_pr _pid _priority now main state uchar uint ulong ushort atexit exit
depth uerror logval NULL stdin stdout stderr
s Init Next Spec TypeOK Nat Int BOOLEAN TRUE FALSE STRING ASSUME ASSUMPTION AXIOM CASE CHOOSE CONSTANT CONSTANTS DOMAIN ELSE ENABLED
EXCEPT EXTENDS IF IN INSTANCE LAMBDA LET LOCAL MODULE NEW OTHER PROOF SUBSET THEN THEOREM UNCHANGED UNION VARIABLE
VARIABLES WITH`
  .split(/\s+/)
  .filter((word) => word !== "");
