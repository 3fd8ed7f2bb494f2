using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TaskHub.Data.Migrations
{
    /// <inheritdoc />
    public partial class TalliesByHour : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // They are added up anew from the attempts, which are all there. Without a row id the key is the table.
            migrationBuilder.DropTable("AttemptTallies");
            migrationBuilder.Sql(
                """
                CREATE TABLE "AttemptTallies" ("WebhookId" INTEGER NOT NULL, "Minutes" INTEGER NOT NULL, "Start" INTEGER NOT NULL, "Error" TEXT NOT NULL,
                    "StatusCode" INTEGER NOT NULL, "Speed" INTEGER NOT NULL, "Count" INTEGER NOT NULL,
                    CONSTRAINT "PK_AttemptTallies" PRIMARY KEY ("WebhookId", "Minutes", "Start", "Error", "StatusCode", "Speed")) WITHOUT ROWID
                """);
            migrationBuilder.CreateIndex("IX_AttemptTallies_Start", "AttemptTallies", "Start");
            migrationBuilder.Sql("""DELETE FROM "Counters" WHERE "Name" = 'TalliedAttempt'""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable("AttemptTallies");
            migrationBuilder.Sql(
                """
                CREATE TABLE "AttemptTallies" ("WebhookId" INTEGER NOT NULL, "Start" INTEGER NOT NULL, "Error" TEXT NOT NULL, "StatusCode" INTEGER NOT NULL,
                    "Speed" INTEGER NOT NULL, "Count" INTEGER NOT NULL,
                    CONSTRAINT "PK_AttemptTallies" PRIMARY KEY ("WebhookId", "Start", "Error", "StatusCode", "Speed"))
                """);
            migrationBuilder.CreateIndex("IX_AttemptTallies_Start", "AttemptTallies", "Start");
            migrationBuilder.Sql("""DELETE FROM "Counters" WHERE "Name" = 'TalliedAttempt'""");
        }
    }
}
